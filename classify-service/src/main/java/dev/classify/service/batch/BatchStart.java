package dev.classify.service.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.classify.llm.Examples;
import dev.classify.outcome.AnswerVersion;
import dev.classify.outcome.ConfidenceCalibration;
import dev.classify.store.outcomes.OutcomeStore;
import dev.classify.store.outcomes.StoredAnswer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a batch knows at its start, as the journal keeps it: every later try on any worker uses
/// these values and not the worker's own, so that it asks the same questions.
///
/// The JSON names are those of the journals that already exist.
///
/// @param modelNames the models that the batch asks until it ends
/// @param answerVersion the version that the answers are stored under
/// @param stored what an earlier invocation of the batch stored; null where none did
/// @param knownAnswers stored answers to contents of the batch, by content hash
/// @param examples shown with every question of the batch
/// @param calibration of the confidences of models; null in an older journal, which had none
@JsonIgnoreProperties(ignoreUnknown = true)
record BatchStart(
    @JsonProperty("setUp") ModelNames modelNames,
    @JsonProperty("answers") AnswerVersion answerVersion,
    OutcomeStore.@Nullable StoredBatch stored,
    @JsonProperty("known") Map<String, StoredAnswer> knownAnswers,
    Examples examples,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ConfidenceCalibration calibration) {

  /// The calibration of the batch, which changes nothing if there is none.
  ConfidenceCalibration confidences() {
    return Objects.requireNonNullElse(calibration, ConfidenceCalibration.NONE);
  }
}
