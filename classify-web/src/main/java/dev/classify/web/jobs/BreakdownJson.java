package dev.classify.web.jobs;

import dev.classify.store.jobs.JobBreakdown;
import dev.classify.store.jobs.TierCosts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The distributions of a job.
record BreakdownJson(
    String job,
    List<JobBreakdown.WorkerShare> byWorker,
    List<JobBreakdown.NodeShare> byNode,
    List<JobBreakdown.FamilyShare> families,
    List<Bin> confidences,
    List<JobBreakdown.Failure> failures,
    Map<String, Long> requestsByOutcome,
    Latency latency,
    Tokens tokens,
    List<JobBreakdown.ModelShare> models,
    List<Tier> byTier) {

  /// Answers whose confidence is at least `from` and below `to`; in the last bin also 1.
  record Bin(double from, double to, long rows) {}

  record Latency(@Nullable Long p50Millis, @Nullable Long p95Millis, @Nullable Long p99Millis) {}

  record Tokens(long in, long cached, long out) {}

  record Tier(String tier, long requests, @Nullable BigDecimal spentUsd) {}

  static BreakdownJson of(
      String job,
      List<JobBreakdown.WorkerShare> byWorker,
      List<JobBreakdown.NodeShare> byNode,
      List<JobBreakdown.FamilyShare> families,
      List<JobBreakdown.ConfidenceShare> confidences,
      List<JobBreakdown.Failure> failures,
      Map<String, Long> requestsByOutcome,
      JobBreakdown.Requests requests,
      List<JobBreakdown.ModelShare> models,
      List<TierCosts.TierCost> tiers) {
    return new BreakdownJson(
        job,
        byWorker,
        byNode,
        families,
        bins(confidences),
        failures,
        new TreeMap<>(requestsByOutcome),
        new Latency(requests.p50Millis(), requests.p95Millis(), requests.p99Millis()),
        new Tokens(requests.tokensIn(), requests.tokensCached(), requests.tokensOut()),
        models,
        tiers.stream()
            .map(tier -> new Tier(tier.tier(), tier.requests(), tier.costUsd()))
            .toList());
  }

  /// All bins, the empty ones too.
  private static List<Bin> bins(List<JobBreakdown.ConfidenceShare> shares) {
    long[] rows = new long[JobBreakdown.CONFIDENCE_BINS];
    shares.forEach(share -> rows[share.bin()] = share.rows());
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      bins.add(new Bin((double) i / rows.length, (double) (i + 1) / rows.length, rows[i]));
    }
    return bins;
  }
}
