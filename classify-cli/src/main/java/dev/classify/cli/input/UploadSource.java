package dev.classify.cli.input;

import dev.classify.input.FileInput;
import dev.classify.input.InputOptions;
import dev.classify.input.InputRows;
import dev.classify.input.UnreadableInput;
import dev.classify.store.tasks.Upload;
import dev.classify.store.tasks.Uploads;
import java.io.IOException;
import java.nio.file.Path;

/// A file in the database, which somebody has uploaded.
final class UploadSource implements InputSource {

  private final Uploads uploads;
  private final Upload upload;
  private final InputOptions options;

  UploadSource(Uploads uploads, Upload upload, InputOptions options) {
    this.uploads = uploads;
    this.upload = upload;
    this.options = options;
  }

  @Override
  public String name() {
    return upload.fileName();
  }

  @Override
  public Path rejectFile() {
    return Path.of(upload.fileName() + ".rejects.csv");
  }

  @Override
  public InputRows open() {
    try {
      return FileInput.open(name(), uploads.content(upload.uploadId()), options);
    } catch (IOException fault) {
      throw UnreadableInput.because(name(), fault);
    }
  }

  @Override
  public void close() {}
}
