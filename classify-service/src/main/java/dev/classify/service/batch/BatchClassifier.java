package dev.classify.service.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.BatchRequest;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorJson;
import dev.classify.indicator.Problem;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.Outcome;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.triage.RulesReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads every row of a batch and has the rules answer it: with an answer, or a rejection that says
/// why.
///
/// The rows are checked here again, because anyone may call the API, not only our CLI.
public final class BatchClassifier {

  private static final Logger LOG = LoggerFactory.getLogger(BatchClassifier.class);

  /// Characters of a refused id that are kept to recognise it by.
  private static final int REFUSED_ID_MAX = 100;

  private final Classifier rules;
  private final RulesReading reading;

  public BatchClassifier(Classifier rules) {
    this.rules = rules;
    this.reading =
        new RulesReading(
            rules,
            (indicator, fault) ->
                LOG.error("indicator={} the rules failed", indicator.id(), fault));
  }

  /// What the rules answer from.
  public AnswerVersion version() {
    return rules.version();
  }

  /// The rows in their order; the same whenever it is called.
  List<BatchRow> read(BatchRequest request) {
    List<BatchRow> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode row : request.indicators()) {
      int place = rows.size() + 1;
      rows.add(
          switch (IndicatorCheck.check(IndicatorJson.draft(row))) {
            case CheckedDraft.Accepted accepted when ids.add(accepted.indicator().id()) ->
                new BatchRow.Accepted(accepted.indicator(), reading.of(accepted.indicator()));
            case CheckedDraft.Accepted twice ->
                refused(request, place, twice.indicator().id(), "its id stands twice in the batch");
            case CheckedDraft.Refused refused ->
                refused(request, place, refused.id(), sentence(refused.problems()));
          });
    }
    return rows;
  }

  /// A row that is none has no id of its own to be stored under, so its place in the batch serves.
  private static BatchRow refused(BatchRequest request, int place, String id, String reason) {
    String key = "%s#%s/%d".formatted(storable(id), request.batchKey(), place);
    return new BatchRow.Refused(
        new IndicatorOutcome(null, new Outcome.Rejected(key, "", "input", reason)));
  }

  /// What a table can hold of an id that was refused: no NUL, no half characters, and not so much
  /// that the index would refuse it. The store step would fail with it for ever.
  private static String storable(String id) {
    return id.codePoints()
        .limit(REFUSED_ID_MAX)
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String sentence(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.field() + ": " + problem.problem() + "; " + problem.fix())
        .collect(Collectors.joining("; "));
  }
}
