package dev.classify.service.llm;

import dev.classify.exit.CommandFailure;
import dev.classify.model.ModelTable;
import dev.classify.settings.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much the models reason.
///
/// @param first `OPENAI_REASONING_EFFORT`; null for what suits the model
/// @param review `OPENAI_REVIEW_REASONING_EFFORT`; null for that of the first model if the review
///     model takes it, else for what suits it
record EffortSettings(@Nullable String first, @Nullable String review) {

  private static final String FIRST = "OPENAI_REASONING_EFFORT";
  private static final String REVIEW = "OPENAI_REVIEW_REASONING_EFFORT";

  static EffortSettings from(SettingsReader reader) {
    return new EffortSettings(reader.text(FIRST).orElse(null), reader.text(REVIEW).orElse(null));
  }

  /// The effort of requests to the first model; null for its default.
  @Nullable String ofFirst(ModelTable known, String model) {
    return known.effort(model, first);
  }

  /// The effort of requests to the review model; null for its default.
  @Nullable String ofReview(ModelTable known, String model) {
    if (review != null) {
      return known.effort(model, review);
    }
    boolean taken = first != null && !known.refuses(model, first);
    return known.effort(model, taken ? first : null);
  }

  /// Refuses an effort that was chosen for a model which does not take it.
  ///
  /// @param reviewModel null for none
  /// @throws CommandFailure naming the setting and the efforts that the model takes
  void check(ModelTable known, String model, @Nullable String reviewModel) {
    check(known, FIRST, model, first);
    if (reviewModel != null) {
      check(known, REVIEW, reviewModel, review);
    }
  }

  private static void check(
      ModelTable known, String setting, String model, @Nullable String effort) {
    if (effort != null && known.refuses(model, effort)) {
      throw CommandFailure.usage(
          "%s: model %s does not take '%s'".formatted(setting, model, effort),
          "give one of %s, or correct the line of the model in LLM_MODELS"
              .formatted(String.join(", ", known.of(model).efforts())));
    }
  }

  /// What was chosen but is not sent, one sentence for each model.
  ///
  /// @param reviewModel null for none
  List<String> leftOut(ModelTable known, String model, @Nullable String reviewModel) {
    List<String> notes = new ArrayList<>();
    note(notes, FIRST, model, first, ofFirst(known, model));
    if (reviewModel != null) {
      String setting = review == null ? FIRST : REVIEW;
      String chosen = review == null ? first : review;
      note(notes, setting, reviewModel, chosen, ofReview(known, reviewModel));
    }
    return notes;
  }

  private static void note(
      List<String> notes,
      String setting,
      String model,
      @Nullable String chosen,
      @Nullable String sent) {
    if (chosen != null && !chosen.equals(sent)) {
      notes.add(
          "%s=%s is left out for model %s, which does not take it; it is asked with %s"
              .formatted(setting, chosen, model, sent == null ? "its default" : sent));
    }
  }
}
