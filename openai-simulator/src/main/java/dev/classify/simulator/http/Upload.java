package dev.classify.simulator.http;

import dev.classify.simulator.files.FileContent;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.function.Consumer;

/// A form with a file, while and after it arrives.
final class Upload {

  private final HttpServerRequest request;
  private final int bytesMax;
  private final FileContent.Writer content = new FileContent.Writer();
  private String fileName = "";
  private boolean tooLarge;

  private Upload(HttpServerRequest request, int bytesMax) {
    this.request = request;
    this.bytesMax = bytesMax;
  }

  /// Whether a request has a form of this kind.
  static boolean isForm(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.getHeader("content-type"), "")
        .startsWith("multipart/form-data");
  }

  /// Receives a form.
  ///
  /// @param bytesMax the most bytes of its file that are kept
  /// @param then called with the whole upload, on the thread of the connection
  static void receive(HttpServerRequest request, int bytesMax, Consumer<Upload> then) {
    Upload upload = new Upload(request, bytesMax);
    request.setExpectMultipart(true);
    request.uploadHandler(upload::file);
    request.endHandler(_ -> then.accept(upload));
  }

  private void file(HttpServerFileUpload file) {
    if (!file.name().equals("file")) {
      return;
    }
    fileName = file.filename();
    file.handler(
        chunk -> {
          if (content.size() + chunk.length() > bytesMax) {
            tooLarge = true;
          } else {
            content.write(chunk.getBytes());
          }
        });
  }

  /// A text of the form; empty without it.
  String field(String name) {
    return Objects.requireNonNullElse(request.getFormAttribute(name), "");
  }

  /// Empty without a file.
  String fileName() {
    return fileName;
  }

  /// To be called once, when all of it has arrived.
  FileContent content() {
    return content.content();
  }

  boolean tooLarge() {
    return tooLarge;
  }
}
