package dev.classify.store.tasks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.classify.settings.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a job is to be run: what the options of `classify run` say on the command line.
///
/// @param columns the field of each column that is not named like one; empty to ignore the column
/// @param file how the file is read
/// @param provider `rules`, `openai` or `cascade`; null for what the workers are set to
/// @param rowsPerRequest null for the default
/// @param requestsPerMinute null for no limit of the job's own
/// @param tokensPerMinute null for no limit of the job's own
/// @param budgetUsd cap on what the job spends; null to keep an earlier one
/// @param tier `standard`, `flex` or `batch`; null for what the workers are set to
/// @param force whether rows that have an answer are classified again
/// @param retry whether rejected rows are tried again
/// @param outage what becomes of the job while its model fails
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskSettings(
    Map<String, String> columns,
    FileSettings file,
    @Nullable String provider,
    @Nullable Integer rowsPerRequest,
    @Nullable Integer requestsPerMinute,
    @Nullable Long tokensPerMinute,
    @Nullable BigDecimal budgetUsd,
    @Nullable String tier,
    boolean force,
    boolean retry,
    ModelOutage outage) {

  /// How a file is read. Each is null where it is recognised.
  ///
  /// @param delimiter between the fields of CSV, as `--delimiter` takes it
  /// @param encoding its name
  /// @param skipLines above the header of CSV or a sheet
  /// @param sheet of a workbook; null for the first one
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FileSettings(
      @Nullable String delimiter,
      @Nullable String encoding,
      @Nullable Integer skipLines,
      @Nullable String sheet) {

    public static final FileSettings RECOGNISED = new FileSettings(null, null, null, null);
  }

  /// What becomes of a job while its model fails.
  ///
  /// @param byRules whether the rules answer its rows then, and not that the job is paused
  /// @param patience how long the model may fail until then, such as `10m`; null for the default
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ModelOutage(boolean byRules, @Nullable String patience) {

    public static final ModelOutage WAIT = new ModelOutage(false, null);

    private static final Duration PATIENCE_MIN = Duration.ofSeconds(1);

    /// Reads a patience of a second or more; empty if the text is none.
    public static Optional<Duration> patience(String text) {
      return DurationText.parse(text).filter(time -> time.compareTo(PATIENCE_MIN) >= 0);
    }
  }

  /// An ordinary run by what the workers are set to.
  public static final TaskSettings NONE =
      new TaskSettings(
          Map.of(),
          FileSettings.RECOGNISED,
          null,
          null,
          null,
          null,
          null,
          null,
          false,
          false,
          ModelOutage.WAIT);

  private static final JsonMapper JSON = new JsonMapper();

  @SuppressWarnings("NullAway") // Jackson passes null for a key that is missing
  public TaskSettings {
    columns = columns == null ? Map.of() : Map.copyOf(columns);
    file = file == null ? FileSettings.RECOGNISED : file;
    outage = outage == null ? ModelOutage.WAIT : outage;
  }

  /// The same settings for a run that asks about what is left.
  public TaskSettings again() {
    return new TaskSettings(
        columns,
        file,
        provider,
        rowsPerRequest,
        requestsPerMinute,
        tokensPerMinute,
        null,
        tier,
        false,
        false,
        outage);
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
