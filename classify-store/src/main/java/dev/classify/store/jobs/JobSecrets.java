package dev.classify.store.jobs;

import dev.classify.store.Statements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The secret of each job, by which workers recognise batches that a command of ours has sent.
///
/// It is made when the job is opened for the first time, and stays: batches in flight of an earlier
/// run hold it.
public final class JobSecrets {

  /// Nobody guesses 256 bits.
  private static final int SECRET_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Statements statements;

  public JobSecrets(DataSource database) {
    this.statements = new Statements(database);
  }

  /// A new secret: 43 letters, digits, `-` or `_`.
  static String random() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /// The secret of a job that has been opened.
  public String of(Job job) throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery("select secret from jobs where job_id = :id")
                .bindMethods(job)
                .mapTo(String.class)
                .one());
  }

  /// Why a batch of a job is not carried out; empty where the job is open and the secret is right.
  ///
  /// A job that was stopped for another reason than that a person cancelled it counts as open: what
  /// it may still do, the ledger decides.
  ///
  /// @param secret that the batch brings along; null where it brings none
  public Optional<String> refusal(String jobId, @Nullable String secret) throws SQLException {
    record KnownJob(@Nullable String secret, String state, @Nullable String stopReason) {}
    Optional<KnownJob> job =
        statements.run(
            handle ->
                handle
                    .createQuery(
                        "select secret, state, stop_reason from jobs where job_id = :jobId")
                    .bind("jobId", jobId)
                    .map(
                        (row, _) ->
                            new KnownJob(
                                row.getString("secret"),
                                row.getString("state"),
                                row.getString("stop_reason")))
                    .findOne());
    // One sentence for both, so that nobody finds out which jobs there are.
    if (job.isEmpty() || !equal(job.get().secret(), secret)) {
      return Optional.of("there is no job with this id and this secret");
    }
    if (job.get().state().equals("complete")) {
      return Optional.of("the job is complete");
    }
    return Jobs.CANCELLED.equals(job.get().stopReason())
        ? Optional.of("the job was " + Jobs.CANCELLED)
        : Optional.empty();
  }

  /// In the same time for every wrong secret.
  private static boolean equal(@Nullable String known, @Nullable String given) {
    return (known == null || given == null)
        ? known == null && given == null
        : MessageDigest.isEqual(
            known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
