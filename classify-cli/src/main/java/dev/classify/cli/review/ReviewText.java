package dev.classify.cli.review;

import dev.classify.cli.report.ResultTable;
import dev.classify.cli.report.TextTable;
import dev.classify.indicator.Indicator;
import dev.classify.indicator.IndicatorField;
import dev.classify.indicator.Observation;
import dev.classify.outcome.FieldDecision;
import dev.classify.store.review.Judgement;
import dev.classify.store.review.ReviewItem;
import dev.classify.store.review.Reviews;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.terminal.ShownText;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The review queue as text.
public final class ReviewText {

  private static final int VALUES_SHOWN = 12;
  private static final int ANSWER_WIDTH = 60;

  private ReviewText() {}

  /// One line per item.
  public static String of(List<ReviewItem> items) {
    return new TextTable<ReviewItem>()
        .text("indicator", ResultTable.ID_WIDTH, ReviewItem::indicatorId)
        .text("name", ResultTable.NAME_WIDTH, item -> ResultTable.oneLine(item.name()))
        .text("answer", ANSWER_WIDTH, item -> summary(item.decided().answer()))
        .text("confidence", ReviewText::confidence)
        .text("reason", ResultTable.REASON_WIDTH, item -> orEmpty(item.reason()))
        .of(items);
  }

  /// Everything that a reviewer needs to know about one answer.
  public static String of(ReviewItem item, List<Reviews.PastDecision> history) {
    StringBuilder text = new StringBuilder();
    line(text, "indicator", item.indicatorId());
    Indicator indicator = item.indicator();
    if (indicator == null) {
      line(text, "name", item.name());
      line(text, "input", "not stored: the answer was not in doubt, and the row was not imported");
    } else {
      input(text, indicator);
    }
    text.append('\n').append(fields(item)).append("\n\n");
    line(text, "confidence", confidence(item));
    line(text, "reasoning", ResultTable.oneLine(item.decided().answer().reasoning()));
    String model = item.model();
    line(text, "answered by", item.provider() + (model == null ? "" : ", " + model));
    line(text, "job", item.jobId());
    if (item.reason() != null) {
      line(text, "reason", item.reason());
    }
    if (item.reviewedBy() != null) {
      line(text, "reviewed by", item.reviewedBy());
    }
    history(text, history);
    return text.toString().stripTrailing();
  }

  /// The decisions about an indicator, latest first.
  public static String ofHistory(List<Reviews.PastDecision> history) {
    StringBuilder text = new StringBuilder();
    history(text, history);
    return text.toString().stripTrailing();
  }

  /// What each reviewer says, with the values of the fields about which they differ.
  public static String ofJudgements(List<Judgement> judgements) {
    StringBuilder text = new StringBuilder();
    for (Judgement one : judgements) {
      String values =
          Arrays.stream(AnswerField.values())
              .filter(field -> differs(field, judgements) && one.values().containsKey(field))
              .map(field -> field.column() + " " + one.values().get(field))
              .collect(Collectors.joining(", "));
      line(
          text,
          "judged",
          "%s by %s%s".formatted(one.action(), one.judge(), values.isEmpty() ? "" : ": " + values));
    }
    return text.toString().stripTrailing();
  }

  private static boolean differs(AnswerField field, List<Judgement> judgements) {
    return judgements.stream()
            .filter(one -> !one.values().isEmpty())
            .map(one -> one.values().get(field))
            .distinct()
            .count()
        > 1;
  }

  private static void history(StringBuilder text, List<Reviews.PastDecision> history) {
    for (Reviews.PastDecision past : history) {
      line(
          text,
          "decided",
          "%s %s by %s%s"
              .formatted(
                  past.decidedAt().truncatedTo(ChronoUnit.SECONDS),
                  past.action(),
                  past.reviewer(),
                  past.note() == null ? "" : ": " + past.note()));
    }
  }

  private static void input(StringBuilder text, Indicator indicator) {
    for (IndicatorField field : IndicatorField.values()) {
      String value = field == IndicatorField.INDICATOR_ID ? null : indicator.text(field);
      if (value != null) {
        line(text, field.column(), ResultTable.oneLine(value));
      }
    }
    List<Observation> sample = indicator.sample();
    if (!sample.isEmpty()) {
      String last =
          sample.subList(Math.max(0, sample.size() - VALUES_SHOWN), sample.size()).stream()
              .map(point -> point.date() + " " + point.value())
              .collect(Collectors.joining(", "));
      line(text, "sample", "%d values, the latest: %s".formatted(sample.size(), last));
    }
  }

  private static String fields(ReviewItem item) {
    return new TextTable<AnswerField>()
        .text("field", AnswerField::column)
        .text("answer", field -> field.written(item.decided().answer()))
        .text("decided by", field -> decision(item, field).map(d -> d.by().token()).orElse(""))
        .text(
            "confidence",
            field ->
                decision(item, field)
                    .map(d -> "%.2f, %s".formatted(d.confidence(), d.kind().token()))
                    .orElse(""))
        .of(Arrays.asList(AnswerField.values()));
  }

  private static Optional<FieldDecision> decision(ReviewItem item, AnswerField field) {
    return item.decided().fields().of(field);
  }

  /// Such as `EUR millions, monthly, physical-fundamental/flow, neutral`.
  private static String summary(Classification answer) {
    String unit = answer.currency() == null ? answer.unitType().token() : answer.currency();
    boolean factor =
        switch (answer.scale()) {
          case RAW_UNITS, PERCENT, INDEX -> false;
          case HUNDREDS, THOUSANDS, MILLIONS, BILLIONS, TRILLIONS -> true;
        };
    return "%s%s, %s, %s/%s, %s"
        .formatted(
            unit,
            factor ? " " + answer.scale().token() : "",
            answer.reportingFrequency().token(),
            answer.family().token(),
            answer.indicatorType().token(),
            answer.heatMapOrientation().token());
  }

  private static String confidence(ReviewItem item) {
    return "%.2f".formatted(item.decided().answer().confidence());
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append("%-19s %s%n".formatted(label, ShownText.of(value)));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
