package dev.classify.store.projections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.store.events.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How many current answers have each value of each field, by source, topic and job.
public final class TaxonomyProjection implements Projection {

  private static final CountTable COUNTS =
      new CountTable(
          "taxonomy_counts",
          List.of("job_id text", "source text", "topic text", "field_values text"),
          List.of("answers bigint"));

  /// The current answer to an indicator.
  ///
  /// @param values of the fields, in their order, with a bar between them
  private record Answer(String jobId, String source, String topic, String values) {}

  @Override
  public String name() {
    return "taxonomy";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> tables() {
    return List.of("taxonomy_answers", COUNTS.name());
  }

  @Override
  public void apply(Handle handle, EventBatch batch) {
    List<Event> events = batch.events().stream().filter(TaxonomyProjection::changes).toList();
    if (events.isEmpty()) {
      return;
    }
    Map<String, Answer> stored = stored(handle, batch.build(), events);
    Map<String, @Nullable Answer> answers = new TreeMap<>();
    CountTable.Additions counts = COUNTS.additions();
    for (Event event : events) {
      String id = event.subject();
      Answer before = answers.containsKey(id) ? answers.get(id) : stored.get(id);
      Answer after = after(event, before);
      count(counts, before, -1);
      count(counts, after, 1);
      answers.put(id, after);
    }
    store(handle, batch.build(), answers);
    counts.write(handle, batch);
  }

  /// Whether the event may change which answer is the current one.
  private static boolean changes(Event event) {
    return switch (event.kind()) {
      case ANSWERED -> event.payload().path("current").asBoolean();
      case CORRECTED -> true;
      case REJECTED, LLM_REQUEST -> false;
    };
  }

  private static @Nullable Answer after(Event event, @Nullable Answer before) {
    String job = EventFields.text(event.jobId());
    JsonNode payload = event.payload();
    if (event.kind() == Event.Kind.ANSWERED) {
      return new Answer(
          job,
          EventFields.text(payload.path("source")),
          EventFields.text(payload.path("topic")),
          EventFields.values(payload.path("values")));
    }
    JsonNode after = payload.path("after");
    if (!after.isObject()) {
      return null;
    }
    String values = EventFields.values(after.path("values"));
    return before == null
        ? new Answer(job, "", "", values)
        : new Answer(job, before.source(), before.topic(), values);
  }

  private static void count(CountTable.Additions counts, @Nullable Answer answer, int sign) {
    if (answer != null) {
      counts.add(
          List.of(answer.jobId(), answer.source(), answer.topic(), answer.values()), 0, sign);
    }
  }

  /// Looks each indicator up by the key: a build begins empty, for which the database would plan to
  /// read all of its rows.
  private static Map<String, Answer> stored(Handle handle, long build, List<Event> events) {
    Map<String, Answer> stored = new HashMap<>();
    handle
        .createQuery(
            """
            select found.*
              from unnest(:ids::text[]) as asked(id)
             cross join lateral (
               select indicator_id, job_id, source, topic, field_values from taxonomy_answers
                where build = :build and indicator_id = asked.id limit 1) as found
            """)
        .bind("build", build)
        .bind("ids", TextArrays.of(events.stream().map(Event::subject).distinct().toList()))
        .map((row, _) -> stored.put(row.getString("indicator_id"), answer(row)))
        .list();
    return stored;
  }

  private static Answer answer(ResultSet row) throws SQLException {
    return new Answer(
        row.getString("job_id"),
        row.getString("source"),
        row.getString("topic"),
        row.getString("field_values"));
  }

  private static void store(Handle handle, long build, Map<String, @Nullable Answer> answers) {
    List<String> gone = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<Answer> kept = new ArrayList<>();
    answers.forEach(
        (id, answer) -> {
          if (answer == null) {
            gone.add(id);
          } else {
            ids.add(id);
            kept.add(answer);
          }
        });
    if (!gone.isEmpty()) {
      handle
          .createUpdate(
              "delete from taxonomy_answers where build = :build and indicator_id ="
                  + " any(:ids::text[])")
          .bind("build", build)
          .bind("ids", TextArrays.of(gone))
          .execute();
    }
    if (!ids.isEmpty()) {
      handle
          .createUpdate(
              """
              insert into taxonomy_answers
                (build, indicator_id, job_id, source, topic, field_values)
              select :build, r.*
                from unnest(:ids::text[], :jobs::text[], :sources::text[], :topics::text[],
                            :values::text[]) as r
              on conflict (build, indicator_id) do update set
                job_id = excluded.job_id, source = excluded.source, topic = excluded.topic,
                field_values = excluded.field_values
              """)
          .bind("build", build)
          .bind("ids", TextArrays.of(ids))
          .bind("jobs", TextArrays.of(kept.stream().map(Answer::jobId).toList()))
          .bind("sources", TextArrays.of(kept.stream().map(Answer::source).toList()))
          .bind("topics", TextArrays.of(kept.stream().map(Answer::topic).toList()))
          .bind("values", TextArrays.of(kept.stream().map(Answer::values).toList()))
          .execute();
    }
  }
}
