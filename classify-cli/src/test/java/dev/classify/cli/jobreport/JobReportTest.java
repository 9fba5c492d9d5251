package dev.classify.cli.jobreport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.evaluate.Bootstrap;
import dev.classify.evaluate.Evaluation;
import dev.classify.evaluate.LabelField;
import dev.classify.evaluate.Labels;
import dev.classify.evaluate.Prediction;
import dev.classify.store.jobs.Job;
import dev.classify.store.jobs.JobBreakdown;
import dev.classify.store.jobs.JobCosts;
import dev.classify.store.jobs.JobSeries;
import dev.classify.store.jobs.Tally;
import dev.classify.store.projections.JobReadModels;
import dev.classify.taxonomy.AnswerField;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobReportTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void pageShowsWhatHappenedAndRunsNoTextOfTheInput() {
    String page = JobReportPage.of(report(3), 1_000);

    assertThat(page)
        .contains(
            "Job job-1", "rows &lt;script&gt;.csv", "Requests per minute, and the limit of 1000")
        .contains("price-value/price", "0.95–1.00", "the reason &amp; more", "USD 0.1200")
        .contains("which Restate node took the rows", "restate-2")
        .contains("Counted from the rows of the job, because no projector has run.")
        .contains("half of the answers came within 1.5 s")
        .contains(
            "the labels of &lt;gold&gt;.csv: 0 of 1 rows are right in every field",
            "stated 75.0 %, right 0.0 %, 1 answers")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void jobOfTheRulesHasNoRequests() {
    assertThat(JobReportPage.of(report(0), null))
        .contains("Rows per minute")
        .doesNotContain("Requests", "USD");
  }

  @Test
  void costOfAModelWithoutAPriceIsUnknown() {
    assertThat(JobReportPage.of(report(3, 3), null))
        .contains("<b>unknown</b>")
        .doesNotContain("US cents");
  }

  @Test
  void jsonHasTheSameNumbers() {
    var json = JobReportJson.of(report(3));
    assertThat(json.at("/families/0/rows").asLong()).isEqualTo(7);
    assertThat(json.at("/confidences/0/from").asDouble()).isEqualTo(0.95);
    assertThat(json.at("/nodes/0/node").asText()).isEqualTo("restate-2");
    assertThat(json.at("/nodes/0/rows").asLong()).isEqualTo(9);
    assertThat(json.at("/series/0/rows").asLong()).isEqualTo(9);
    assertThat(json.at("/llm/requests").asLong()).isEqualTo(3);
    assertThat(json.at("/measured/by").asText()).isEqualTo("the labels of <gold>.csv");
    assertThat(json.at("/measured/all_right/share").asDouble()).isZero();
    assertThat(json.at("/measured/calibration/bins/0/stated").asDouble()).isEqualTo(0.75);
    assertThat(json.at("/failures/0/reason").asText()).isEqualTo("the reason & more");
    assertThat(json.at("/read_models/unused").asText()).isEqualTo("no projector has run");
  }

  @Test
  void readModelsAreShownWithTheirAge() {
    JobReadModels.Counted counted =
        new JobReadModels.Counted(
            12.4,
            List.of(),
            List.of(
                new JobReadModels.Confidence("model", 19, 4),
                new JobReadModels.Confidence("rules", 19, 3)),
            Optional.of(new JobReadModels.Drift("job-0", 0.125)),
            List.of(
                new JobReadModels.Placement("", "two", 1, 1),
                new JobReadModels.Placement("restate-1", "one", 5, 0)),
            List.of(
                new JobReadModels.ModelLoad(
                    "gpt", 4, 0, 3, 1, 10, 5, new BigDecimal("0.12"), 1_500L, 2_147_483_647L)));

    JobReport report = report(3, 0, counted);

    assertThat(JobReportPage.of(report, null))
        .contains("how confident the rules were", "how confident the model was")
        .contains("job-0, the job before over the same input, by 12.5 % of the answers.")
        .containsSubsequence("unknown", "restate-1", "one", "0", "5", "two", "2", "0")
        .containsSubsequence("gpt", "0.1200", "1.5 s", "over 100.0 s")
        .contains("Counted by projectors, which are 12 s behind the latest event.")
        .doesNotContain("which worker stored the rows<");
    JsonNode json = JobReportJson.of(report).path("read_models");
    assertThat(json.path("lag_seconds").asDouble()).isEqualTo(12.4);
    assertThat(json.at("/drift/before").asText()).isEqualTo("job-0");
    assertThat(json.at("/confidences/0/by").asText()).isEqualTo("model");
    assertThat(json.at("/placements/1/classified").asLong()).isEqualTo(5);
    assertThat(json.at("/load/0/throttled").asLong()).isEqualTo(1);
  }

  @Test
  void pointsAreAsShortAsAPageHasRoomFor() {
    assertThat(JobReport.step(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(1));
    assertThat(JobReport.step(Duration.ofMinutes(30))).isEqualTo(Duration.ofMinutes(1));
    assertThat(JobReport.step(Duration.ofDays(400))).isEqualTo(Duration.ofDays(1));
  }

  private static JobReport report(long requests) {
    return report(requests, 0);
  }

  private static JobReport report(long requests, long unpriced) {
    return report(requests, unpriced, new JobReadModels.NotCounted("no projector has run"));
  }

  private static JobReport report(long requests, long unpriced, JobReadModels.Found counted) {
    Job job =
        new Job(
            "job-1",
            "rows <script>.csv",
            "openai",
            "version",
            1,
            false,
            0,
            Job.State.COMPLETE,
            9,
            0,
            START,
            START,
            START.plusSeconds(5),
            null,
            null,
            null);
    return new JobReport(
        job,
        new Tally(7, 0, 2),
        new JobCosts.Total(
            null,
            new BigDecimal("0.12"),
            BigDecimal.ZERO,
            unpriced,
            requests == 0 ? Map.of() : Map.of("answered", requests),
            9),
        Duration.ofSeconds(5),
        List.of(
            new JobSeries.Point(
                START, 9, 2, requests, 0, 1_500L, 2_000L, 2_000L, 10, 0, 5, BigDecimal.ZERO)),
        List.of(new JobBreakdown.WorkerShare("one", 1, 9, requests)),
        List.of(new JobBreakdown.NodeShare("restate-2", 1, 9)),
        List.of(new JobBreakdown.FamilyShare("price-value", "price", 7)),
        List.of(new JobBreakdown.ConfidenceShare(19, 7)),
        List.of(new JobBreakdown.Failure("model", "the reason & more", 2)),
        List.of(new JobBreakdown.ModelShare("m", requests, new BigDecimal("0.12"))),
        new JobBreakdown.Requests(1_500L, 2_000L, 2_000L, 10, 0, 5),
        counted,
        Optional.of(measured()));
  }

  private static MeasuredConfidence measured() {
    LabelField frequency = new LabelField(AnswerField.REPORTING_FREQUENCY);
    Labels labels = new Labels("A", Map.of(frequency, "monthly"), "");
    Prediction answer = new Prediction("A", Map.of(frequency, "weekly"), Map.of(), 0.75);
    return new MeasuredConfidence(
        "the labels of <gold>.csv",
        Evaluation.of(List.of(labels), Map.of("A", answer), 0.8, Bootstrap.USUAL)
            .orElseThrow()
            .all());
  }
}
