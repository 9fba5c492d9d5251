package dev.classify.store.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.evaluate.JudgedValues;
import dev.classify.store.Statements;
import dev.classify.taxonomy.AnswerField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What each person says about each answer, side by side.
public final class Judgements {

  private static final JsonMapper JSON = new JsonMapper();

  /// The latest ones from which agreement is measured.
  private static final int MEASURED_MAX = 20_000;

  private static final String COLUMNS =
      """
      select j.indicator_id, j.batch_key, j.judge, j.judged_at, j.action, j.answer::text, j.note,
             j.decision
        from review_judgements j
      """;

  /// The fields alone: an answer also holds its reasons, which are most of its text.
  private static final String LATEST =
      """
      select j.indicator_id, j.batch_key, j.judge, j.answer is not null as answered, fields.*
        from (select * from review_judgements order by judged_at desc limit :rowsMax) j
             left join lateral jsonb_to_record(j.answer) as fields(%s) on true
      """
          .formatted(
              Arrays.stream(AnswerField.values())
                  .map(field -> field.column() + " text")
                  .collect(Collectors.joining(", ")));

  private final Statements statements;

  public Judgements(DataSource database) {
    this.statements = new Statements(database);
  }

  /// Those about the answer of an indicator, or about the one that was rejected last; the earliest
  /// first.
  public List<Judgement> of(String indicatorId) throws SQLException {
    String select =
        COLUMNS
            + """
             where j.indicator_id = :id
               and j.batch_key = coalesce(
                 (select c.batch_key from classifications c where c.indicator_id = :id),
                 (select l.batch_key from review_judgements l where l.indicator_id = :id
                   order by l.judged_at desc limit 1))
             order by j.judged_at, j.judge
            """;
    return statements.run(
        handle ->
            handle.createQuery(select).bind("id", indicatorId).map((row, _) -> read(row)).list());
  }

  /// The latest judgements, to measure how far people agree.
  public List<JudgedValues> latest() throws SQLException {
    return statements.run(
        handle ->
            handle
                .createQuery(LATEST)
                .bind("rowsMax", MEASURED_MAX)
                .map(
                    (row, _) ->
                        new JudgedValues(
                            row.getString("indicator_id") + ' ' + row.getString("batch_key"),
                            row.getString("judge"),
                            row.getBoolean("answered") ? values(row) : Map.of()))
                .list());
  }

  /// Those about one answer, the earliest first.
  static List<Judgement> of(Handle handle, String indicatorId, String batchKey) {
    return handle
        .createQuery(
            COLUMNS
                + " where j.indicator_id = :id and j.batch_key = :batchKey order by j.judged_at,"
                + " j.judge")
        .bind("id", indicatorId)
        .bind("batchKey", batchKey)
        .map((row, _) -> read(row))
        .list();
  }

  /// The latest one of a judge about any answer of the indicator.
  static Optional<Judgement> last(Handle handle, String indicatorId, String judge) {
    return handle
        .createQuery(
            COLUMNS
                + " where j.indicator_id = :id and j.judge = :judge"
                + " order by j.judged_at desc limit 1")
        .bind("id", indicatorId)
        .bind("judge", judge)
        .map((row, _) -> read(row))
        .findFirst();
  }

  /// Those that are a part of a decision.
  static List<Judgement> ofDecision(Handle handle, long decision) {
    return handle
        .createQuery(COLUMNS + " where j.decision = :decision order by j.judged_at, j.judge")
        .bind("decision", decision)
        .map((row, _) -> read(row))
        .list();
  }

  /// Stores what a judge says, in place of what they said before about the same answer.
  ///
  /// @param answer JSON with the columns of an answer; null for a rejection
  /// @param acceptance of which it is a part; null if it is judged alone
  static void put(
      Handle handle,
      ReviewItem item,
      String judge,
      String action,
      @Nullable String answer,
      @Nullable String note,
      @Nullable String acceptance) {
    handle
        .createUpdate(
            """
            insert into review_judgements
              (indicator_id, batch_key, judge, action, answer, note, acceptance)
            values (:indicatorId, :batchKey, :judge, :action, :answer::jsonb, :note, :acceptance)
            on conflict (indicator_id, batch_key, judge) do update set
              judged_at = excluded.judged_at, action = excluded.action, answer = excluded.answer,
              note = excluded.note, acceptance = excluded.acceptance, decision = null
            """)
        .bind("indicatorId", item.indicatorId())
        .bind("batchKey", item.batchKey())
        .bind("judge", judge)
        .bind("action", action)
        .bind("answer", answer)
        .bind("note", note)
        .bind("acceptance", acceptance)
        .execute();
  }

  /// Says which decision judgements are a part of.
  ///
  /// @param decision its position; null for none
  static void link(Handle handle, List<Judgement> judgements, @Nullable Long decision) {
    for (Judgement one : judgements) {
      handle
          .createUpdate(
              """
              update review_judgements set decision = :decision
               where indicator_id = :id and batch_key = :batchKey and judge = :judge
              """)
          .bind("decision", decision)
          .bind("id", one.indicatorId())
          .bind("batchKey", one.batchKey())
          .bind("judge", one.judge())
          .execute();
    }
  }

  /// Takes judgements back.
  static void delete(Handle handle, List<Judgement> judgements) {
    for (Judgement one : judgements) {
      handle
          .createUpdate(
              """
              delete from review_judgements
               where indicator_id = :id and batch_key = :batchKey and judge = :judge
              """)
          .bind("id", one.indicatorId())
          .bind("batchKey", one.batchKey())
          .bind("judge", one.judge())
          .execute();
    }
  }

  /// The answer that a judge gave, as JSON with the columns of an answer.
  static @Nullable String answer(Handle handle, Judgement judgement) {
    return handle
        .createQuery(
            """
            select answer::text from review_judgements
             where indicator_id = :id and batch_key = :batchKey and judge = :judge
            """)
        .bind("id", judgement.indicatorId())
        .bind("batchKey", judgement.batchKey())
        .bind("judge", judgement.judge())
        .mapTo(String.class)
        .one();
  }

  private static Judgement read(ResultSet row) throws SQLException {
    return new Judgement(
        row.getString("indicator_id"),
        row.getString("batch_key"),
        row.getString("judge"),
        row.getTimestamp("judged_at").toInstant(),
        row.getString("action"),
        values(row.getString("answer")),
        row.getString("note"),
        row.getObject("decision", Long.class));
  }

  private static Map<AnswerField, String> values(ResultSet row) throws SQLException {
    Map<AnswerField, String> values = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      values.put(
          field,
          Objects.requireNonNullElse(row.getString(field.column()), AnswerField.NO_CURRENCY));
    }
    return values;
  }

  private static Map<AnswerField, String> values(@Nullable String answer) throws SQLException {
    Map<AnswerField, String> values = new EnumMap<>(AnswerField.class);
    if (answer == null) {
      return values;
    }
    try {
      JsonNode json = JSON.readTree(answer);
      for (AnswerField field : AnswerField.values()) {
        values.put(field, json.path(field.column()).asText(AnswerField.NO_CURRENCY));
      }
      return values;
    } catch (JsonProcessingException fault) {
      throw new SQLException("a stored judgement is not JSON", fault);
    }
  }
}
