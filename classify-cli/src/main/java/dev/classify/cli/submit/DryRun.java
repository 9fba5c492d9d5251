package dev.classify.cli.submit;

import dev.classify.cli.input.InputSource;
import dev.classify.estimate.RequestLoad;
import dev.classify.indicator.Indicator;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import dev.classify.llm.Examples;
import dev.classify.llm.Question;
import dev.classify.llm.TokenEstimate;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.Outcome;
import dev.classify.store.jobs.AnswerVersions.StoredVersion;
import dev.classify.store.review.ExampleChoice;
import dev.classify.terminal.ShownText;
import dev.classify.triage.BatchTriage;
import dev.classify.triage.Packing;
import dev.classify.triage.RulesReading;
import dev.classify.triage.Triage;
import dev.classify.triage.TriageRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes through an input as a run would and counts what the run would send: the same batches, the
/// same triage, the same requests, and the tokens of each request.
final class DryRun {

  private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);

  private final RulesReading rules;
  private final StoredAnswerLookup stored;
  private final @Nullable ExampleChoice examples;
  private final Estimator.Conditions conditions;
  private final double reviewPart;
  private final RunPlan.PlanCounts counts = new RunPlan.PlanCounts();

  /// Counts for one run.
  ///
  /// @param examples null if prompts contain none
  DryRun(
      Classifier rules,
      StoredAnswerLookup stored,
      @Nullable ExampleChoice examples,
      Estimator.Conditions conditions,
      double reviewPart) {
    this.rules =
        new RulesReading(
            rules,
            (indicator, fault) ->
                LOG.warn(
                    "indicator={} the rules failed: {}",
                    ShownText.of(indicator.id()),
                    ShownText.of(fault.toString())));
    this.stored = stored;
    this.examples = examples;
    this.conditions = conditions;
    this.reviewPart = reviewPart;
  }

  /// A row of the input, read by the rules only if triage asks for it.
  private record CountedRow(Indicator indicator, RulesReading rules) implements TriageRow {

    @Override
    public Outcome byRules() {
      return rules.of(indicator);
    }
  }

  /// Counts a whole input.
  RunPlan.PlanCounts through(InputSource input) throws SQLException {
    BatchCutter cutter = new BatchCutter();
    List<CountedRow> rows = new ArrayList<>();
    try (InputRows all = input.open()) {
      for (Optional<InputRow> row = all.next(); row.isPresent(); row = all.next()) {
        if (row.get() instanceof InputRow.Good good) {
          Optional<Batch> full = cutter.add(good.indicator());
          if (full.isPresent()) {
            count(full.get(), rows);
            rows.clear();
          }
          rows.add(new CountedRow(good.indicator(), rules));
        }
      }
    }
    Optional<Batch> rest = cutter.rest();
    if (rest.isPresent()) {
      count(rest.get(), rows);
    }
    return counts;
  }

  private void count(Batch batch, List<CountedRow> rows) throws SQLException {
    if (stored.done(batch)) {
      counts.unchanged += batch.size();
      return;
    }
    Map<String, StoredVersion> versions = stored.versions(batch);
    Set<String> standing =
        versions.entrySet().stream()
            .filter(version -> version.getValue().stands())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    BatchTriage unknown = BatchTriage.of(conditions.answering().rulesAnswerFrom(), rows, standing);
    BatchTriage triage = unknown.knowing(stored.known(unknown.askedHashes()));
    triage.byId().forEach((id, one) -> count(one, versions.get(id)));
    ask(triage.asks());
  }

  /// Counts one row.
  ///
  /// @param before the version of its stored answer; null if it has none
  private void count(Triage triage, @Nullable StoredVersion before) {
    if (before != null && !before.stands() && !before.sameVersion()) {
      String changes = String.join(", ", before.changes(conditions.version()));
      counts.otherVersions.merge(changes, 1L, Long::sum);
    }
    switch (triage) {
      case Triage.Stands _ -> counts.unchanged++;
      case Triage.ByRules(Outcome.Classified _) -> counts.byRules++;
      case Triage.ByRules(Outcome.Rejected _) -> counts.rejectedByRules++;
      case Triage.Known _ -> counts.sameContent++;
      case Triage.Ask _ -> {
        counts.asked++;
        if (before != null) {
          counts.askedAgain++;
          counts.askedAgainByForce += before.sameVersion() ? 1 : 0;
        }
      }
    }
  }

  private void ask(List<Triage.Ask> contents) throws SQLException {
    boolean reasons = !conditions.models().isEmpty() && conditions.models().getFirst().reasons();
    int rowsPerRequest = conditions.answering().rowsPerRequest();
    Examples shown =
        examples == null
            ? Examples.NONE
            : examples.of(contents.stream().map(Triage.Ask::indicator).toList());
    for (List<Triage.Ask> request : Packing.split(contents, rowsPerRequest)) {
      TokenEstimate tokens =
          TokenEstimate.of(shown, new Question(Packing.question(request)), reasons);
      counts.load = counts.load.plus(new RequestLoad(1, request.size(), tokens.promptTokens()));
    }
    double reviewed = reviewPart * contents.size();
    counts.reviewed += reviewed;
    counts.reviewRequests += (long) Math.ceil(reviewed / rowsPerRequest);
  }
}
