package dev.classify.service.llm;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.batches.BatchListParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// OpenAI's Files and Batches endpoints.
final class OpenAiBatchApi implements BatchApi {

  /// 200 MB, the most that a file may have, at 3 Mbit/s.
  private static final Duration FILE_TIMEOUT = Duration.ofMinutes(10);

  private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(30);

  /// A user waits for it.
  private static final Duration OFFERED_TIMEOUT = Duration.ofSeconds(5);

  /// Clocks may differ.
  private static final Duration CLOCK_SLACK = Duration.ofHours(1);

  private static final long BATCHES_A_PAGE = 100;
  private static final long FILES_A_PAGE = 1_000;
  private static final String PURPOSE = "batch";
  private static final String WINDOW = "24h";
  private static final String ID_KEY = "classify_batch";
  private static final String JOB_KEY = "classify_job";

  private final OpenAIClient client;
  private final BatchErrorReader errors;

  OpenAiBatchApi(OpenAIClient client, BatchErrorReader errors) {
    this.client = client;
    this.errors = errors;
  }

  @Override
  public boolean isOffered() {
    try {
      client.batches().list(BatchListParams.builder().limit(1).build(), within(OFFERED_TIMEOUT));
      return true;
    } catch (OpenAIServiceException error) {
      return errors.read(error).kind() != BatchApiFailure.Kind.GONE;
    } catch (OpenAIException away) {
      return true;
    }
  }

  @Override
  public String upload(String name, Path file) throws BatchApiFailure {
    try (InputStream content = Files.newInputStream(file)) {
      FileCreateParams params =
          FileCreateParams.builder()
              .purpose(FilePurpose.BATCH)
              .file(
                  MultipartField.<InputStream>builder()
                      .value(content)
                      .filename(name)
                      .contentType("application/jsonl")
                      .build())
              .build();
      return call(() -> client.files().create(params, within(FILE_TIMEOUT)).id());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public List<String> filesNamed(String name) throws BatchApiFailure {
    FileListParams params = FileListParams.builder().purpose(PURPOSE).limit(FILES_A_PAGE).build();
    return call(
        () ->
            client.files().list(params, within(LOOK_TIMEOUT)).autoPager().stream()
                .filter(file -> file.filename().equals(name))
                .map(FileObject::id)
                .toList());
  }

  @Override
  public void delete(String fileId) throws BatchApiFailure {
    try {
      client.files().delete(fileId, within(LOOK_TIMEOUT));
    } catch (OpenAIServiceException error) {
      if (error.statusCode() != 404) {
        throw errors.read(error);
      }
    } catch (OpenAIException error) {
      throw errors.read(error);
    }
  }

  @Override
  public RemoteBatch create(String fileId, String id, String jobId) throws BatchApiFailure {
    BatchCreateParams params =
        BatchCreateParams.builder()
            .inputFileId(fileId)
            .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
            .completionWindow(BatchCreateParams.CompletionWindow.of(WINDOW))
            .metadata(
                BatchCreateParams.Metadata.builder()
                    .putAdditionalProperty(ID_KEY, JsonValue.from(id))
                    .putAdditionalProperty(JOB_KEY, JsonValue.from(jobId))
                    .build())
            .build();
    return call(() -> remote(client.batches().create(params, within(CREATE_TIMEOUT))));
  }

  @Override
  public List<RemoteBatch> find(String id, Duration since) throws BatchApiFailure {
    long earliest = Instant.now().minus(since).minus(CLOCK_SLACK).getEpochSecond();
    BatchListParams params = BatchListParams.builder().limit(BATCHES_A_PAGE).build();
    return call(
        () ->
            // Newest first.
            client.batches().list(params, within(LOOK_TIMEOUT)).autoPager().stream()
                .takeWhile(batch -> batch.createdAt() >= earliest)
                .filter(batch -> isOurs(batch, id))
                .map(OpenAiBatchApi::remote)
                .toList());
  }

  private static boolean isOurs(Batch batch, String id) {
    return batch
        .metadata()
        .map(metadata -> metadata._allProperties().get(ID_KEY))
        .map(ours -> ours.convert(String.class))
        .filter(id::equals)
        .isPresent();
  }

  @Override
  public RemoteBatch retrieve(String providerId) throws BatchApiFailure {
    return call(() -> remote(client.batches().retrieve(providerId, within(LOOK_TIMEOUT))));
  }

  @Override
  public RemoteBatch cancel(String providerId) throws BatchApiFailure {
    return call(() -> remote(client.batches().cancel(providerId, within(LOOK_TIMEOUT))));
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // The lines close it.
  public Lines lines(String fileId) throws BatchApiFailure {
    HttpResponse response = call(() -> client.files().content(fileId, within(FILE_TIMEOUT)));
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    return new Lines() {
      @Override
      public @Nullable String next() throws BatchApiFailure {
        try {
          return reader.readLine();
        } catch (IOException broken) {
          throw errors.brokenOff(broken);
        }
      }

      @Override
      public void close() {
        response.close();
      }
    };
  }

  private <T> T call(Supplier<T> call) throws BatchApiFailure {
    try {
      return call.get();
    } catch (OpenAIException error) {
      throw errors.read(error);
    }
  }

  private static RequestOptions within(Duration timeout) {
    return RequestOptions.builder().timeout(timeout).build();
  }

  /// @throws OpenAIException where a field is missing or of another kind
  private static RemoteBatch remote(Batch batch) {
    List<Fault> faults = new ArrayList<>();
    batch
        .errors()
        .flatMap(Batch.Errors::data)
        .ifPresent(
            errors ->
                errors.forEach(
                    error ->
                        faults.add(
                            new Fault(
                                error.code().orElse(""),
                                error.line().orElse(null),
                                error.message().orElse("")))));
    return new RemoteBatch(
        batch.id(),
        batch.status().asString(),
        batch.createdAt(),
        batch.requestCounts().map(counts -> counts.completed()).orElse(0L),
        batch.requestCounts().map(counts -> counts.failed()).orElse(0L),
        batch.inProgressAt().orElse(null),
        batch.expiresAt().orElse(null),
        batch.outputFileId().orElse(null),
        batch.errorFileId().orElse(null),
        faults);
  }
}
