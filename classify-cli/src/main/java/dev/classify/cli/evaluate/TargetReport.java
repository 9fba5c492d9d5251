package dev.classify.cli.evaluate;

import dev.classify.evaluate.TargetThreshold.Point;
import dev.classify.evaluate.TargetThreshold.Result;
import java.util.List;

/// From which confidence answers are as precise as wanted.
public final class TargetReport {

  private TargetReport() {}

  /// The result in a few lines.
  public static List<String> lines(Result result) {
    return switch (result) {
      case Result.Reached reached ->
          List.of(
              "target      %s %% of the fields right: reached from a confidence of %s"
                  .formatted(percent(reached.target()), NumberText.two(reached.at().confidence())),
              "coverage    " + coverage(reached, reached.at()),
              "precision   " + precision(reached.at()));
      case Result.Missed missed ->
          List.of(
              "target      %s %% of the fields right: no threshold reaches it with certainty"
                  .formatted(percent(missed.target())),
              "tried first "
                  + coverage(missed, missed.first())
                  + " from a confidence of "
                  + NumberText.two(missed.first().confidence()),
              "precision   " + precision(missed.first()),
              "fix         lower the target, or label more rows if only the bound is below it");
      case Result.TooFewRows few ->
          List.of(
              "target      %s %% of the fields right: %s"
                  .formatted(percent(few.target()), tooFew(few)),
              "fix         label more rows, or lower the target");
    };
  }

  /// Why the labels cannot show the target.
  static String tooFew(Result.TooFewRows few) {
    return "%d labelled rows with a confidence cannot show it; it takes %d, all of them right"
        .formatted(few.rows(), few.needed());
  }

  private static String coverage(Result result, Point at) {
    return "%d of %d answers (%s %%)"
        .formatted(
            at.answers(), result.rows(), NumberText.percent((double) at.answers() / result.rows()));
  }

  /// What is known of the answers from a threshold on.
  public static String precision(Point at) {
    return "%s %% of their fields are right, and with 95 %% certainty at least %s %%; %d answers are right in all fields"
        .formatted(NumberText.percent(at.right()), NumberText.percent(at.bound()), at.allRight());
  }

  private static String percent(double target) {
    return NumberText.percent(target);
  }
}
