package dev.classify.store.tasks;

import dev.classify.indicator.ContentHash;
import dev.classify.store.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/// Uploaded files. They are deleted some time after their last task, and the oldest ones earlier if
/// there are many.
public final class Uploads {

  /// Bytes of a part: what a worker holds in memory of a file.
  static final int PART_BYTES = 1 << 20;

  /// Files that are kept. With the largest files they take 640 MiB.
  public static final int UPLOADS_MAX = 20;

  /// A file that no task uses, counted from its upload, and one whose tasks have ended, counted
  /// from the end of the last.
  public static final Duration KEPT = Duration.ofDays(7);

  /// One whose sender went away.
  private static final Duration UNFINISHED_KEPT = Duration.ofHours(1);

  private final Statements statements;

  public Uploads(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Makes room and notes a file that is about to arrive.
  ///
  /// @param fileName without folders
  /// @return its id; empty if the tasks that have not ended need as many files as are kept
  public Optional<String> begin(String fileName, String by) throws SQLException {
    return statements.inTransaction(
        handle -> {
          // A task that is being asked for is not visible yet, but needs its file.
          RunnerTasks.lock(handle);
          // Two callers must not both take the last place.
          handle.execute("lock table uploads in share row exclusive mode");
          deleteOld(handle);
          if (count(handle) >= UPLOADS_MAX && deleteUnused(handle) == 0) {
            return Optional.empty();
          }
          return Optional.of(
              handle
                  .createQuery(
                      """
                      insert into uploads (upload_id, file_name, uploaded_by)
                      values ('upload-' || replace(gen_random_uuid()::text, '-', ''), :fileName, :by)
                      returning upload_id
                      """)
                  .bind("fileName", fileName)
                  .bind("by", by)
                  .mapTo(String.class)
                  .one());
        });
  }

  /// Stores a file part by part, so that only one is in memory. Each is a transaction: a slow
  /// sender holds no connection.
  ///
  /// @param uploadId of [#begin]
  /// @throws IOException if the content ends early; what has arrived is deleted
  public Upload store(String uploadId, InputStream content) throws IOException, SQLException {
    MessageDigest digest = ContentHash.sha256();
    long bytes = 0;
    try {
      byte[] part = content.readNBytes(PART_BYTES);
      for (int number = 0; part.length > 0; number++) {
        digest.update(part);
        bytes += part.length;
        add(uploadId, number, part);
        part = content.readNBytes(PART_BYTES);
      }
    } catch (IOException | SQLException | RuntimeException fault) {
      delete(uploadId);
      throw fault;
    }
    return complete(uploadId, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private void add(String uploadId, int number, byte[] part) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate(
                    "insert into upload_parts (upload_id, part, content)"
                        + " values (:uploadId, :part, :content)")
                .bind("uploadId", uploadId)
                .bind("part", number)
                .bind("content", part)
                .execute());
  }

  private Upload complete(String uploadId, long bytes, String hash) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    update uploads set bytes = :bytes, content_hash = :hash
                     where upload_id = :uploadId
                    returning upload_id, file_name, bytes, content_hash, uploaded_at
                    """)
                .bind("uploadId", uploadId)
                .bind("bytes", bytes)
                .bind("hash", hash)
                .mapTo(Upload.class)
                .one());
  }

  /// A complete file.
  public Optional<Upload> find(String uploadId) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    """
                    select upload_id, file_name, bytes, content_hash, uploaded_at
                      from uploads where upload_id = :uploadId and bytes is not null
                    """)
                .bind("uploadId", uploadId)
                .mapTo(Upload.class)
                .findOne());
  }

  /// The bytes of a file, read part by part.
  public InputStream content(String uploadId) {
    return new UploadContent(number -> part(uploadId, number));
  }

  private Optional<byte[]> part(String uploadId, int number) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(
                    "select content from upload_parts where upload_id = :uploadId and part = :part")
                .bind("uploadId", uploadId)
                .bind("part", number)
                .mapTo(byte[].class)
                .findOne());
  }

  /// Deletes a file.
  public void delete(String uploadId) throws SQLException {
    statements.run(
        handle ->
            handle
                .createUpdate("delete from uploads where upload_id = :uploadId")
                .bind("uploadId", uploadId)
                .execute());
  }

  private static long count(Handle handle) {
    return handle.createQuery("select count(*) from uploads").mapTo(Long.class).one();
  }

  private static void deleteOld(Handle handle) {
    handle
        .createUpdate(
            """
            delete from uploads u
             where (bytes is null
                    and uploaded_at < clock_timestamp() - make_interval(secs => :unfinishedSeconds))
                or (uploaded_at < clock_timestamp() - make_interval(secs => :keptSeconds)
                    and not exists (
                      select from runner_tasks t
                       where t.upload_id = u.upload_id
                         and (t.ended_at is null
                              or t.ended_at > clock_timestamp()
                                              - make_interval(secs => :keptSeconds))))
            """)
        .bind("unfinishedSeconds", UNFINISHED_KEPT.toSeconds())
        .bind("keptSeconds", KEPT.toSeconds())
        .execute();
  }

  /// Deletes the oldest file that no open task needs.
  private static int deleteUnused(Handle handle) {
    return handle
        .createUpdate(
            """
            delete from uploads where upload_id = (
              select upload_id from uploads u
               where bytes is not null
                 and not exists (select from runner_tasks t
                                  where t.upload_id = u.upload_id
                                    and t.state in ('queued', 'running'))
               order by uploaded_at limit 1)
            """)
        .execute();
  }
}
