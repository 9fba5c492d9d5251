package dev.classify.web.tasks;

import dev.classify.access.Role;
import dev.classify.exit.CommandFailure;
import dev.classify.input.InputOptions;
import dev.classify.input.InputSample;
import dev.classify.store.tasks.TaskSettings.FileSettings;
import dev.classify.store.tasks.Upload;
import dev.classify.store.tasks.Uploads;
import dev.classify.web.http.ApiRequest;
import dev.classify.web.http.ApiResponse;
import dev.classify.web.http.Json;
import dev.classify.web.http.Parameters;
import dev.classify.web.http.Problem;
import dev.classify.web.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes files of indicators, and shows what is in them.
public final class UploadRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(UploadRoutes.class);

  /// Some 80,000 rows like our samples. Larger files are for `classify run`, which reads them in
  /// place.
  public static final int UPLOAD_BYTES_MAX = 32 << 20;

  /// Each holds a part of its file in memory.
  private static final int ARRIVING_MAX = 4;

  /// Each reads a whole file.
  private static final int PREVIEWS_MAX = 2;

  private static final int NAME_CHARACTERS_MAX = 200;
  private static final String SKIP_LINES = "skipLines";
  private static final int MAPPINGS_MAX = InputSample.COLUMNS_MAX;

  private final Uploads uploads;
  private final Semaphore arriving = new Semaphore(ARRIVING_MAX);
  private final Semaphore previews = new Semaphore(PREVIEWS_MAX);

  public UploadRoutes(Uploads uploads) {
    this.uploads = uploads;
  }

  public List<Route> routes() {
    return List.of(
        Route.upload("/api/v1/uploads", Role.OPERATOR, UPLOAD_BYTES_MAX, this::take),
        Route.get("/api/v1/uploads/{uploadId}/preview", Role.OPERATOR, this::preview));
  }

  private ApiResponse take(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    String name = parameters.text("name");
    if (name == null
        || name.length() > NAME_CHARACTERS_MAX
        || name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
      parameters.wrong(
          "name must be the name of the file, without folders, of at most %d characters"
              .formatted(NAME_CHARACTERS_MAX));
    }
    parameters.check();
    if (!arriving.tryAcquire()) {
      throw Problem.unavailable(
          "this worker is already receiving %d files; try again in 10 seconds"
              .formatted(ARRIVING_MAX),
          10);
    }
    try {
      return stored(request, String.valueOf(name));
    } finally {
      arriving.release();
    }
  }

  private ApiResponse stored(ApiRequest request, String name) throws SQLException {
    String id =
        uploads
            .begin(name, request.caller().name())
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "%d uploads are kept, and open tasks need them all; wait until one has ended"
                            .formatted(Uploads.UPLOADS_MAX)));
    Upload upload;
    try {
      upload = uploads.store(id, request.content());
    } catch (IOException broken) {
      throw Problem.badRequest("the file did not arrive: " + broken.getMessage());
    }
    try {
      requireReadable(upload);
    } catch (CommandFailure unreadable) {
      uploads.delete(id);
      throw Problem.unprocessable(sentence(unreadable));
    }
    LOG.info(
        "upload={} bytes={} by={}", upload.uploadId(), upload.bytes(), request.caller().name());
    return new ApiResponse.Text(
        201, "application/json", Json.write(UploadJson.of(upload)), Map.of());
  }

  private ApiResponse preview(ApiRequest request) throws SQLException {
    Parameters parameters = request.parameters();
    InputOptions options = options(parameters);
    parameters.check();
    Upload upload = find(request);
    if (!previews.tryAcquire()) {
      throw Problem.unavailable(
          "this worker is already reading %d files; try again in 2 seconds".formatted(PREVIEWS_MAX),
          2);
    }
    try {
      return ApiResponse.json(preview(upload, options));
    } finally {
      previews.release();
    }
  }

  private UploadPreview preview(Upload upload, InputOptions options) {
    InputSample sample;
    try {
      sample = sample(upload, options, UploadPreview.SAMPLE_ROWS);
    } catch (CommandFailure unreadable) {
      return UploadPreview.unreadable(upload, unreadable.problem());
    }
    return UploadPreview.of(upload, sample, options, () -> uploads.content(upload.uploadId()));
  }

  /// The parameters that say how a file is read; `map` is such as `Mnemonic=indicator_id`.
  private static InputOptions options(Parameters parameters) {
    Integer skipLines =
        parameters.text(SKIP_LINES) == null
            ? null
            : parameters.number(SKIP_LINES, 0, Integer.MAX_VALUE, 0);
    FileReading reading =
        new FileReading(parameters::wrong)
            .file(
                new FileSettings(
                    parameters.text("delimiter"),
                    parameters.text("encoding"),
                    skipLines,
                    parameters.text("sheet")));
    for (String map : parameters.texts("map", MAPPINGS_MAX)) {
      int equals = map.lastIndexOf('=');
      if (equals < 1) {
        parameters.wrong("map must be COLUMN=FIELD, or COLUMN= to ignore the column");
      } else {
        reading.column(map.substring(0, equals), map.substring(equals + 1), "map " + map);
      }
    }
    return reading.options();
  }

  private Upload find(ApiRequest request) throws SQLException {
    String id = request.pathValue("uploadId");
    return uploads.find(id).orElseThrow(() -> Problem.notFound("there is no upload " + id));
  }

  /// @throws CommandFailure if the file cannot be read so
  private InputSample sample(Upload upload, InputOptions options, int rowsMax) {
    try (InputStream bytes = uploads.content(upload.uploadId())) {
      return InputSample.of(upload.fileName(), bytes, options, rowsMax);
    } catch (IOException fault) {
      throw unavailable(fault);
    }
  }

  /// Refuses a file that stays unreadable, whatever the settings of a preview or job say of it.
  private void requireReadable(Upload upload) {
    try (InputStream bytes = uploads.content(upload.uploadId())) {
      InputSample.requireReadable(upload.fileName(), bytes);
    } catch (IOException fault) {
      throw unavailable(fault);
    }
  }

  private static Problem unavailable(IOException fault) {
    return Problem.unavailable("the upload cannot be read: " + fault.getMessage(), 5);
  }

  static String sentence(CommandFailure failure) {
    return failure.fix().isEmpty() ? failure.problem() : failure.problem() + "; " + failure.fix();
  }

  /// An upload as the API shows it.
  private record UploadJson(
      String upload, String name, long bytes, String contentHash, String uploadedAt) {

    static UploadJson of(Upload upload) {
      return new UploadJson(
          upload.uploadId(),
          upload.fileName(),
          upload.bytes(),
          upload.contentHash(),
          upload.uploadedAt().toString());
    }
  }
}
