package dev.classify.simulator.files;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/// All files, in memory. Every key sees the same ones, like the keys of one project.
public final class FileStore {

  /// Part of the memory that uploads may take, compressed: a client that never deletes would fill
  /// all of it. What batches write comes on top.
  private static final int PART_OF_MEMORY = 4;

  /// Files of batches expire after 30 days: an answer that github.com/BerriAI/litellm/pull/37527
  /// quotes has an `expires_at` that is 2,592,000 s after its `created_at`.
  public static final Duration BATCH_LIFETIME = Duration.ofDays(30);

  private final InstantSource clock;
  private final long bytesMax;
  private final SequencedMap<String, StoredFile> files = new LinkedHashMap<>();
  private long bytes;

  public FileStore(InstantSource clock) {
    this(clock, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
  }

  /// @param bytesMax of all files in memory, beyond which no upload is taken
  FileStore(InstantSource clock, long bytesMax) {
    this.clock = clock;
    this.bytesMax = bytesMax;
  }

  /// Stores an uploaded file.
  ///
  /// @param lifetime empty for ever
  /// @return empty if there is no room for it
  public synchronized Optional<StoredFile> upload(
      String name, String purpose, FileContent content, Optional<Duration> lifetime) {
    return bytes + content.bytesInMemory() > bytesMax
        ? Optional.empty()
        : Optional.of(store(name, purpose, content, lifetime));
  }

  /// Stores what a batch wrote, for which there is always room.
  public synchronized StoredFile write(String name, FileContent content) {
    return store(name, StoredFile.BATCH_OUTPUT, content, Optional.of(BATCH_LIFETIME));
  }

  public synchronized Optional<StoredFile> find(String id) {
    return Optional.ofNullable(files.get(id));
  }

  /// All files, oldest first.
  public synchronized List<StoredFile> list() {
    return List.copyOf(files.values());
  }

  /// Deletes a file.
  ///
  /// @return whether there was one
  public synchronized boolean delete(String id) {
    StoredFile deleted = files.remove(id);
    bytes -= deleted == null ? 0 : deleted.content().bytesInMemory();
    return deleted != null;
  }

  public synchronized void reset() {
    files.clear();
    bytes = 0;
  }

  private StoredFile store(
      String name, String purpose, FileContent content, Optional<Duration> lifetime) {
    Instant now = clock.instant();
    StoredFile file =
        new StoredFile(
            "file-" + UUID.randomUUID().toString().replace("-", ""),
            name,
            purpose,
            content,
            now,
            lifetime.map(now::plus).orElse(null));
    files.put(file.id(), file);
    bytes += content.bytesInMemory();
    return file;
  }
}
