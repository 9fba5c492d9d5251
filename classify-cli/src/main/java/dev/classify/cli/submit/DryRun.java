package dev.classify.cli.submit;

import dev.classify.api.AnswerSettings;
import dev.classify.api.OfferedModel;
import dev.classify.cli.input.InputRow;
import dev.classify.cli.input.InputRows;
import dev.classify.cli.input.InputSource;
import dev.classify.estimate.RequestLoad;
import dev.classify.indicator.Indicator;
import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Examples;
import dev.classify.llm.Hints;
import dev.classify.llm.Question;
import dev.classify.llm.TokenEstimate;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.Cascade;
import dev.classify.outcome.Classifier;
import dev.classify.outcome.Provider;
import dev.classify.store.jobs.AnswerVersions;
import dev.classify.store.review.ExampleChoice;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.ConsistencyMatrix;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through an input as a run would, and counts what it would send: the same batches, the same
/// rows for the rules, the same requests, their tokens counted one by one.
final class DryRun {

  private final Classifier rules;
  private final StoredAnswerLookup stored;
  private final @Nullable ExampleChoice examples;
  private final AnswerVersion version;
  private final AnswerSettings answering;
  private final List<OfferedModel> models;
  private final double reviewPart;
  private final RunPlan.PlanCounts tally = new RunPlan.PlanCounts();

  /// Nothing is counted yet.
  ///
  /// @param examples null where none are shown
  DryRun(
      Classifier rules,
      StoredAnswerLookup stored,
      @Nullable ExampleChoice examples,
      Estimator.Conditions setting,
      double reviewPart) {
    this.rules = rules;
    this.stored = stored;
    this.examples = examples;
    this.version = setting.version();
    this.answering = setting.answering();
    this.models = setting.models();
    this.reviewPart = reviewPart;
  }

  /// A row that a model is asked about.
  private record Open(String contentHash, Indicator indicator, @Nullable Classification byRules) {}

  /// Counts a whole input.
  RunPlan.PlanCounts through(InputSource input) throws SQLException {
    BatchCutter cutter = new BatchCutter();
    List<Indicator> indicators = new ArrayList<>();
    try (InputRows rows = input.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get() instanceof InputRow.Good good) {
          Optional<Batch> full = cutter.add(good.indicator());
          if (full.isPresent()) {
            count(full.get(), indicators);
            indicators.clear();
          }
          indicators.add(good.indicator());
        }
      }
    }
    Optional<Batch> rest = cutter.rest();
    if (rest.isPresent()) {
      count(rest.get(), indicators);
    }
    return tally;
  }

  private void count(Batch batch, List<Indicator> indicators) throws SQLException {
    if (stored.done(batch)) {
      tally.unchanged += batch.size();
      return;
    }
    Map<String, AnswerVersions.StoredVersion> versions = stored.versions(batch);
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      AnswerVersions.StoredVersion before = versions.get(batch.ids().get(i));
      if (before != null && before.stands()) {
        tally.unchanged++;
        continue;
      }
      if (before != null && !before.sameVersion()) {
        String changes = String.join(", ", before.changes(version));
        tally.otherVersions.merge(changes, 1L, Long::sum);
      }
      Indicator indicator = indicators.get(i);
      Classification byRules = byRules(indicator);
      if (Cascade.rulesAnswer(answering.by(), byRules == null ? 0 : byRules.confidence())) {
        tally.byRules++;
        continue;
      }
      tally.paidAgain += before == null ? 0 : 1;
      open.add(new Open(batch.contentHashes().get(i), indicator, byRules));
    }
    ask(distinct(open));
  }

  /// What the rules make of an indicator, as a worker sees it; null where that cannot stand.
  private @Nullable Classification byRules(Indicator indicator) {
    if (answering.by() == Provider.RULES) {
      return null;
    }
    Classification answer = rules.classify(indicator);
    return ConsistencyMatrix.check(answer).isEmpty() ? answer : null;
  }

  /// Each content that is not known once.
  private List<Open> distinct(List<Open> open) throws SQLException {
    Set<String> seen = new HashSet<>(stored.known(open.stream().map(Open::contentHash).toList()));
    List<Open> asked = open.stream().filter(row -> seen.add(row.contentHash())).toList();
    tally.known += open.size() - asked.size();
    return asked;
  }

  private void ask(List<Open> open) throws SQLException {
    tally.asked += open.size();
    boolean reasons = !models.isEmpty() && models.getFirst().reasons();
    int together = answering.indicatorsMax();
    Examples shown =
        examples == null ? Examples.NONE : examples.of(open.stream().map(Open::indicator).toList());
    for (int from = 0; from < open.size(); from += together) {
      List<Open> rows = open.subList(from, Math.min(open.size(), from + together));
      TokenEstimate tokens = TokenEstimate.of(shown, question(rows), reasons);
      tally.load = tally.load.plus(new RequestLoad(1, rows.size(), tokens.promptTokens()));
    }
    double reviewed = reviewPart * open.size();
    tally.reviewed += reviewed;
    tally.reviewRequests += (long) Math.ceil(reviewed / together);
  }

  private static Question question(List<Open> rows) {
    List<AskedIndicator> asked = new ArrayList<>();
    for (Open row : rows) {
      Hints hints = row.byRules() == null ? Hints.NONE : Hints.of(row.byRules());
      asked.add(AskedIndicator.of(Integer.toString(asked.size() + 1), row.indicator(), hints));
    }
    return new Question(asked);
  }
}
