package dev.classify.service.llm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider offers for requests in files: OpenAI's Files and Batches endpoints.
public interface BatchApi {

  /// A call to create a batch never takes longer than this.
  Duration CREATE_TIMEOUT = Duration.ofSeconds(20);

  /// Whether the server has these endpoints at all; true where it cannot be told.
  boolean isOffered();

  /// Uploads a file of lines.
  ///
  /// @return its id
  String upload(String name, Path file) throws BatchApiFailure;

  /// The ids of uploaded files with this name.
  List<String> filesNamed(String name) throws BatchApiFailure;

  /// Deletes a file, if it is still there.
  void delete(String fileId) throws BatchApiFailure;

  /// Creates a batch from an uploaded file.
  ///
  /// @param id ours, which [#find] looks for in the metadata
  RemoteBatch create(String fileId, String id, String jobId) throws BatchApiFailure;

  /// The batches with our id in their metadata, of those that were created within a time.
  List<RemoteBatch> find(String id, Duration since) throws BatchApiFailure;

  RemoteBatch retrieve(String providerId) throws BatchApiFailure;

  /// Begins to cancel a batch. What it has answered by then is in its output file.
  RemoteBatch cancel(String providerId) throws BatchApiFailure;

  /// Opens a file of answers.
  Lines lines(String fileId) throws BatchApiFailure;

  /// The lines of a file, one after another.
  interface Lines extends AutoCloseable {

    /// The next line; null at the end.
    ///
    /// @throws BatchApiFailure where the connection breaks
    @Nullable String next() throws BatchApiFailure;

    @Override
    void close();
  }

  /// A fault that a provider found in a file.
  ///
  /// @param line in the file, from 1; null where the fault is none of a line
  record Fault(String code, @Nullable Long line, String message) {}

  /// A batch as the provider describes it.
  ///
  /// @param status as in OpenAI's reference, such as `in_progress`
  /// @param inProgressAt seconds of the Unix epoch; null before
  /// @param expiresAt seconds of the Unix epoch; null where it is not known
  /// @param faults of a batch whose status is `failed`
  record RemoteBatch(
      String id,
      String status,
      long createdAt,
      long answered,
      long failed,
      @Nullable Long inProgressAt,
      @Nullable Long expiresAt,
      @Nullable String outputFile,
      @Nullable String errorFile,
      List<Fault> faults) {
    public RemoteBatch {
      faults = List.copyOf(faults);
    }
  }
}
