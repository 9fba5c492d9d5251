package dev.classify.store.jobs;

import dev.classify.outcome.AnswerVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What the versions of answers are made of, and which version the stored answers have.
public final class AnswerVersions {

  private final DataSource database;

  public AnswerVersions(DataSource database) {
    this.database = database;
  }

  /// The version of a stored answer.
  ///
  /// @param current whether it is the one that the job asks for
  /// @param taxonomy as it stands beside the answer, like the rules and the provider
  /// @param models null where nobody noted what the version was made of, like what they are told
  public record StoredVersion(
      boolean current,
      String provider,
      String taxonomy,
      String rules,
      @Nullable String models,
      @Nullable String prompt) {

    /// What is different now, in words; never empty where the answer is not current.
    public List<String> changes(AnswerVersion now) {
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

  /// Notes what a version is made of, once.
  static void note(Connection connection, AnswerVersion version) throws SQLException {
    String insert =
        """
        insert into answer_versions
          (answer_version, provider, models, taxonomy_version, rules_version, prompt_version)
        values (?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """;
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, version.id());
      statement.setString(2, version.provider());
      statement.setString(3, String.join(",", version.models()));
      statement.setString(4, version.taxonomy());
      statement.setString(5, version.rules());
      statement.setString(6, version.prompt());
      statement.executeUpdate();
    }
  }

  /// The versions of the answers that are stored for these contents of these indicators.
  ///
  /// @param ids of the rows, in the order of their hashes; no id twice
  /// @return by id
  public Map<String, StoredVersion> of(Job job, List<String> ids, List<String> contentHashes)
      throws SQLException {
    String select =
        """
        select c.indicator_id,
               c.answer_version = b.version
                 and (not b.forced or (c.job_id = b.job and c.generation >= b.gen)),
               c.provider, c.taxonomy_version, c.rules_version, v.models, v.prompt_version
          from unnest(?::text[], ?::text[]) as i(id, hash)
          join classifications c on c.indicator_id = i.id and c.content_hash = i.hash
          left join answer_versions v on v.answer_version = c.answer_version,
               (select ?, ?, ?, ?) as b(version, gen, job, forced)
        """;
    Map<String, StoredVersion> stored = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      statement.setArray(2, connection.createArrayOf("text", contentHashes.toArray()));
      statement.setString(3, job.answerVersion());
      statement.setInt(4, job.generation());
      statement.setString(5, job.id());
      statement.setBoolean(6, job.forced());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stored.put(
              row.getString(1),
              new StoredVersion(
                  row.getBoolean(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7)));
        }
      }
    }
    return stored;
  }
}
