package dev.classify.store.outcomes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.Outcome;
import dev.classify.outcome.SeriesAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Keeps up with the columns of a source that are no fields. They may change without the content,
/// so the answer stands then, but not what they state of the series.
final class ChangedColumns {

  private static final String SELECT =
      """
      select c.indicator_id, %s
        from classifications c
        join json_to_recordset(:rows::json) as r(indicator_id text, extra jsonb) using (indicator_id)
       where c.extra is distinct from r.extra
      """
          .formatted(AnswerColumns.ANSWER);

  private static final String UPDATE =
      """
      update classifications c set extra = r.extra, %s
        from json_to_recordset(:rows::json) as r(indicator_id text, extra jsonb, %s)
       where c.indicator_id = r.indicator_id
      """
          .formatted(AnswerColumns.ATTRIBUTES_FROM_ROW, AnswerColumns.TYPED);

  private record Stored(String id, DecidedAnswer answer) {}

  private ChangedColumns() {}

  /// Updates rows whose answer stands, which may have no such column any more.
  static void update(Handle handle, List<IndicatorOutcome> unchanged) throws SQLException {
    Map<String, IndicatorOutcome> byId = new HashMap<>();
    ArrayNode given = JsonNodeFactory.instance.arrayNode();
    for (IndicatorOutcome named : unchanged) {
      if (named.indicator() != null) {
        String id = named.outcome().indicatorId();
        byId.put(id, named);
        given.addObject().put("indicator_id", id).set("extra", named.extra());
      }
    }
    if (given.isEmpty()) {
      return;
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Stored stored : stored(handle, given)) {
      IndicatorOutcome now = byId.get(stored.id());
      if (now != null) {
        ObjectNode row = rows.addObject().put("indicator_id", stored.id());
        row.set("extra", now.extra());
        DecidedAnswer answer = stored.answer();
        AnswerColumns.put(row, answer.with(attributes(now.outcome(), answer.attributes())));
      }
    }
    if (!rows.isEmpty()) {
      handle.createUpdate(UPDATE).bind("rows", rows.toString()).execute();
    }
  }

  private static List<Stored> stored(Handle handle, ArrayNode given) {
    return new ArrayList<>(
        handle
            .createQuery(SELECT)
            .bind("rows", given.toString())
            .map((row, _) -> new Stored(row.getString("indicator_id"), AnswerColumns.read(row)))
            .list());
  }

  private static SeriesAttributes attributes(Outcome now, SeriesAttributes before) {
    return switch (now) {
      case Outcome.Classified classified -> classified.decided().attributes();
      case Outcome.Rejected _ -> before;
    };
  }
}
