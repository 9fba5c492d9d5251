package dev.classify.cli.report;

import dev.classify.cli.submit.RunPlan;
import dev.classify.estimate.Estimate;
import dev.classify.estimate.ModelEstimate;
import dev.classify.model.ServiceTier;
import dev.classify.store.ledger.Spending;
import dev.classify.triage.RequestSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An estimate in words.
public final class EstimateText {

  private EstimateText() {}

  /// The requests by model, such as `13 requests to gpt-6-luna about 129 rows`.
  static String requests(Estimate estimate) {
    List<String> models = new ArrayList<>();
    for (ModelEstimate model : estimate.models()) {
      if (model.load().requests() > 0) {
        models.add(
            "%d requests to %s about %d rows"
                .formatted(model.load().requests(), model.model(), model.load().indicators()));
      }
    }
    return models.isEmpty() ? "no request" : String.join(", ", models);
  }

  static String tokens(Estimate estimate) {
    return "%d in (%d cached), %d out"
        .formatted(estimate.tokensIn(), estimate.tokensCached(), estimate.tokensOut());
  }

  static String cost(Estimate estimate) {
    return dollars(estimate.costUsd());
  }

  /// The cost of a run, with the tier that was chosen for it, such as `USD 0.0600 at flex`.
  static String cost(RunPlan plan) {
    return cost(plan.estimate()) + (plan.tier() == null ? "" : " at " + plan.tier().token());
  }

  /// How long a run takes. Requests at flex and batch take as long as the provider likes.
  static String minutes(RunPlan plan) {
    if (plan.tier() == ServiceTier.BATCH) {
      return "unknown, up to a day";
    }
    Estimate estimate = plan.estimate();
    double minutes = estimate.pace().minutes();
    return minutes == 0
        ? "none"
        : "%.1f, bound by %s".formatted(minutes, estimate.pace().boundBy());
  }

  /// The whole estimate in one line.
  public static String line(RunPlan plan) {
    Estimate estimate = plan.estimate();
    return "estimated: %s; tokens %s; %s%s; minutes %s"
        .formatted(
            requests(estimate),
            tokens(estimate),
            cost(plan),
            LlmUsageText.perRow(Spending.costPerRowUsd(estimate.costUsd(), plan.asked())),
            minutes(plan));
  }

  /// Such as `7, 3 of 12 requests of about 10 rows were cut off, unreadable, too large or late`.
  public static String requestSize(RequestSize size) {
    return size.rowsPerRequest() + ", " + size.reason();
  }

  /// Which stored answers the run replaces and why, a sentence each; empty where it replaces none.
  public static List<String> replacedAnswers(RunPlan plan) {
    List<String> sentences = new ArrayList<>();
    if (plan.ofOtherVersions() > 0) {
      sentences.add(otherVersions(plan));
    }
    if (plan.askedAgainByForce() > 0) {
      sentences.add(
          "--force: a model is asked again about %d rows whose answer is up to date"
              .formatted(plan.askedAgainByForce()));
    }
    return sentences;
  }

  private static String otherVersions(RunPlan plan) {
    String changes =
        plan.otherVersions().entrySet().stream()
            .map(change -> "%s changed: %d".formatted(change.getKey(), change.getValue()))
            .collect(Collectors.joining("; "));
    return "%d rows have an answer of another version (%s); a model is asked about %d of them again"
        .formatted(plan.ofOtherVersions(), changes, plan.askedAgain() - plan.askedAgainByForce());
  }

  /// That the workers have other rules than this command; empty where they have the same.
  public static String otherRules(RunPlan plan) {
    return plan.sameRules()
        ? ""
        : "the workers answer from other rules than this command counted with; use the same build"
            + " and the same CLASSIFY_RULES for both";
  }

  /// The estimate and what was used, such as `estimated USD 0.1200, spent USD 0.1104 (8 % less)`.
  static String against(Estimate estimate, Spending spending) {
    String money =
        "estimated %s, spent %s"
            .formatted(dollars(estimate.costUsd()), dollars(spending.costUsd()));
    BigDecimal expected = estimate.costUsd();
    BigDecimal spent = spending.costUsd();
    String off =
        expected == null || spent == null
            ? ""
            : " (" + off(expected.doubleValue(), spent.doubleValue()) + ")";
    return "%s%s; requests %d and %d (%s), tokens %d and %d (%s)"
        .formatted(
            money,
            off,
            estimate.requests(),
            spending.requests(),
            off((double) estimate.requests(), (double) spending.requests()),
            tokensOf(estimate),
            tokensOf(spending),
            off((double) tokensOf(estimate), (double) tokensOf(spending)));
  }

  static long tokensOf(Estimate estimate) {
    return estimate.tokensIn() + estimate.tokensOut();
  }

  static long tokensOf(Spending spending) {
    return spending.tokensIn() + spending.tokensOut();
  }

  /// By how many percent a figure exceeds the estimate; null if the estimate was zero.
  static @Nullable Double percent(double expected, double actual) {
    return expected == 0 ? null : 100 * (actual - expected) / expected;
  }

  static @Nullable Double percent(long expected, long actual) {
    return percent((double) expected, (double) actual);
  }

  private static String off(double expected, double actual) {
    Double percent = percent(expected, actual);
    if (percent == null) {
      return actual == 0 ? "as many" : "none was estimated";
    }
    long rounded = Math.round(Math.abs(percent));
    return rounded == 0 ? "the same" : rounded + (percent < 0 ? " % less" : " % more");
  }

  public static String dollars(@Nullable BigDecimal amount) {
    return amount == null
        ? "cost unknown"
        : "USD " + amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
