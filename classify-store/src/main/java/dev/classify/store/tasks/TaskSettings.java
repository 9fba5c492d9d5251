package dev.classify.store.tasks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a job is to be run: what the options of `classify run` say on the command line.
///
/// @param columns the field of each column that is not named like one
/// @param provider `rules`, `openai` or `cascade`; null for what the workers are set to
/// @param rowsPerRequest null for the default
/// @param requestsPerMinute null for no limit of the job's own
/// @param tokensPerMinute null for no limit of the job's own
/// @param budgetUsd cap on what the job spends; null to keep an earlier one
/// @param tier `standard`, `flex` or `batch`; null for what the workers are set to
/// @param force whether rows that have an answer are classified again
/// @param retry whether rejected rows are tried again
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskSettings(
    Map<String, String> columns,
    @Nullable String provider,
    @Nullable Integer rowsPerRequest,
    @Nullable Integer requestsPerMinute,
    @Nullable Long tokensPerMinute,
    @Nullable BigDecimal budgetUsd,
    @Nullable String tier,
    boolean force,
    boolean retry) {

  /// An ordinary run by what the workers are set to.
  public static final TaskSettings NONE =
      new TaskSettings(Map.of(), null, null, null, null, null, null, false, false);

  private static final JsonMapper JSON = new JsonMapper();

  @SuppressWarnings("NullAway") // Jackson passes null for a key that is missing
  public TaskSettings {
    columns = columns == null ? Map.of() : Map.copyOf(columns);
  }

  /// The same settings for a run that asks about what is left.
  public TaskSettings again() {
    return new TaskSettings(
        columns,
        provider,
        rowsPerRequest,
        requestsPerMinute,
        tokensPerMinute,
        null,
        tier,
        false,
        false);
  }

  static TaskSettings read(String json) {
    try {
      return JSON.readValue(json, TaskSettings.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
