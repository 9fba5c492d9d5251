package dev.classify.service.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.api.BatchRequest;
import dev.classify.indicator.CheckedDraft;
import dev.classify.indicator.IndicatorCheck;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.IndicatorJson;
import dev.classify.indicator.Problem;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.Outcome;
import dev.classify.store.outcomes.IndicatorOutcome;
import dev.classify.terminal.ShownText;
import dev.classify.triage.RulesReading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads every row of a batch and classifies it by the rules, or rejects it with a reason.
///
/// The rows are checked here again, because anyone may call the API, not only our CLI.
public final class BatchClassifier {

  private static final Logger LOG = LoggerFactory.getLogger(BatchClassifier.class);

  /// Characters of a refused id that are kept, so that a person can recognise it.
  private static final int REFUSED_ID_MAX = 100;

  /// Where a row ends that killed workers.
  private static final String BATCH_STAGE = "batch";

  private final Classifier rules;
  private final RulesReading reading;

  public BatchClassifier(Classifier rules) {
    this.rules = rules;
    this.reading =
        new RulesReading(
            rules,
            (indicator, failure) ->
                LOG.error("indicator={} the rules failed", ShownText.of(indicator.id()), failure));
  }

  /// The version of the rules' answers.
  public AnswerVersion version() {
    return rules.version();
  }

  /// Decides before each row, by its position from 1, whether it is rejected unread.
  interface RowFilter {

    /// The reason of the rejection; empty where the row is to be read.
    Optional<String> refusal(int position) throws SQLException;
  }

  /// The rows in order; repeated calls return the same result.
  List<BatchRow> read(BatchRequest request) throws SQLException {
    return read(request, _ -> Optional.empty());
  }

  /// The rows in order, without reading those that a filter refuses.
  List<BatchRow> read(BatchRequest request, RowFilter filter) throws SQLException {
    List<BatchRow> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode row : request.indicators()) {
      int position = rows.size() + 1;
      Optional<String> refusal = filter.refusal(position);
      if (refusal.isPresent()) {
        rows.add(unread(request, position, row, refusal.get()));
        continue;
      }
      rows.add(
          switch (IndicatorCheck.check(IndicatorJson.draft(row))) {
            case CheckedDraft.Accepted accepted when ids.add(accepted.indicator().id()) ->
                new BatchRow.Accepted(accepted.indicator(), reading.of(accepted.indicator()));
            case CheckedDraft.Accepted duplicate ->
                refused(
                    request,
                    position,
                    duplicate.indicator().id(),
                    "its id stands twice in the batch");
            case CheckedDraft.Refused refused ->
                refused(request, position, refused.id(), sentence(refused.problems()));
          });
    }
    return rows;
  }

  /// All rows as rejections, unread.
  List<BatchRow> rejected(BatchRequest request, String reason) throws SQLException {
    return read(request, _ -> Optional.of(reason));
  }

  /// Stored under the id that the row gives, so that a person finds it; not even checked, because
  /// that may be what kills.
  private static BatchRow unread(BatchRequest request, int position, JsonNode row, String reason) {
    String id = row.path(IndicatorField.INDICATOR_ID.column()).asText("");
    return refused(request, position, id, BATCH_STAGE, reason);
  }

  private static BatchRow refused(BatchRequest request, int position, String id, String reason) {
    return refused(request, position, id, "input", reason);
  }

  /// A refused row may have no usable id, so it is stored under its position in the batch.
  private static BatchRow refused(
      BatchRequest request, int position, String id, String stage, String reason) {
    String key = "%s#%s/%d".formatted(storable(id), request.batchKey(), position);
    return new BatchRow.Refused(
        new IndicatorOutcome(null, new Outcome.Rejected(key, "", stage, reason)));
  }

  /// A refused id in a form that a table can hold: without NUL and unpaired surrogates, and short
  /// enough for the index. Otherwise the store step would fail on every retry.
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
