package dev.classify.store.jobs;

import dev.classify.model.ServiceTier;
import dev.classify.store.Statements;
import dev.classify.taxonomy.VocabularyTerm;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The tiers of jobs, as columns of the table of jobs.
public final class StoredTiers {

  private final Statements statements;

  public StoredTiers(DataSource database) {
    this.statements = new Statements(database);
  }

  /// What was chosen for a job; nothing if no job has this id.
  public JobTiers of(String jobId) throws SQLException {
    String select =
        "select service_tier, tier_fallback, repair_tier from jobs where job_id = :jobId";
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bind("jobId", jobId)
                .map(
                    (row, _) ->
                        new JobTiers(
                            read(row.getString("service_tier")),
                            row.getObject("tier_fallback", Boolean.class),
                            read(row.getString("repair_tier"))))
                .findOne()
                .orElse(JobTiers.NONE));
  }

  /// The values of the columns, by the names that statements give them.
  static Map<String, @Nullable Object> columns(JobTiers tiers) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("serviceTier", token(tiers.tier()));
    columns.put("tierFallback", tiers.fallback());
    columns.put("repairTier", token(tiers.repair()));
    return columns;
  }

  private static @Nullable String token(@Nullable ServiceTier tier) {
    return tier == null ? null : tier.token();
  }

  private static @Nullable ServiceTier read(@Nullable String token) {
    return token == null ? null : VocabularyTerm.of(ServiceTier.class, token);
  }
}
