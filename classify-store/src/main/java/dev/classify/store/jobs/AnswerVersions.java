package dev.classify.store.jobs;

import dev.classify.outcome.AnswerVersion;
import dev.classify.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What each answer version consists of, and which version the stored answers have.
public final class AnswerVersions {

  private final Statements statements;

  public AnswerVersions(DataSource database) {
    this.statements = new Statements(database);
  }

  /// What a job finds stored for a row's present content.
  ///
  /// @param stands whether the answer stands for the job, so that nobody is asked again
  /// @param sameVersion whether it was given under the job's answer version. Not the same as
  ///     `stands`: a forced run overrides answers of its own version, and a person's answer stands
  ///     under every version
  /// @param taxonomy recorded with the answer itself, like the rules and the provider
  /// @param models null where nobody recorded what the version was made of, like the prompt
  public record StoredVersion(
      boolean stands,
      boolean sameVersion,
      String provider,
      String taxonomy,
      String rules,
      @Nullable String models,
      @Nullable String prompt) {

    /// What has changed since, in words; empty only if the version is the same.
    public List<String> changes(AnswerVersion now) {
      if (sameVersion) {
        return List.of();
      }
      List<String> changes = new ArrayList<>();
      add(changes, "provider", !provider.equals(now.provider()));
      add(changes, "taxonomy", !taxonomy.equals(now.taxonomy()));
      add(changes, "rules", !rules.equals(now.rules()));
      if (models != null && provider.equals(now.provider())) {
        add(changes, "models", !models.equals(String.join(",", now.models())));
        add(changes, "prompt", !String.valueOf(prompt).equals(String.valueOf(now.prompt())));
      }
      if (changes.isEmpty()) {
        changes.add("models or prompt");
      }
      return changes;
    }

    private static void add(List<String> changes, String what, boolean changed) {
      if (changed) {
        changes.add(what);
      }
    }
  }

  /// Records what a version is made of, once.
  static void note(Handle handle, AnswerVersion version) {
    handle
        .createUpdate(
            """
            insert into answer_versions
              (answer_version, provider, models, taxonomy_version, rules_version, prompt_version)
            values (:id, :provider, :modelNames, :taxonomy, :rules, :prompt)
            on conflict do nothing
            """)
        .bindMethods(version)
        .bind("modelNames", String.join(",", version.models()))
        .execute();
  }

  /// The stored answers to the present content of these rows. An answer that stood in for that of a
  /// model in an earlier round is none.
  ///
  /// @param ids of the rows, in the order of their hashes; no id twice
  /// @return by id; rows without one are missing
  public Map<String, StoredVersion> of(Job job, List<String> ids, List<String> contentHashes)
      throws SQLException {
    String select =
        """
        select c.indicator_id, %1$s as stands, c.answer_version = :version as same_version,
               c.provider, c.taxonomy_version as taxonomy, c.rules_version as rules, v.models,
               v.prompt_version as prompt
          from unnest(:ids, :hashes) as i(id, hash)
          join classifications c on c.indicator_id = i.id and c.content_hash = i.hash
          left join answer_versions v on v.answer_version = c.answer_version
         where c.model_failure is null or %1$s
        """
            .formatted(StandingAnswers.CONDITION);
    return statements.run(
        handle ->
            handle
                .createQuery(select)
                .bindMethods(StandingAnswers.of(job))
                .bindArray("ids", String.class, ids)
                .bindArray("hashes", String.class, contentHashes)
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("indicator_id", String.class),
                          row.getRow(StoredVersion.class));
                      return found;
                    }));
  }
}
