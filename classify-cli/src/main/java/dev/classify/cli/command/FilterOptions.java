package dev.classify.cli.command;

import dev.classify.store.results.ResultFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that select results.
final class FilterOptions {

  @Option(names = "--job", paramLabel = "ID", description = "Only answers of this job.")
  private @Nullable String jobId;

  @Option(names = "--family", description = "Only this family, such as price-value.")
  private @Nullable String family;

  @Option(names = "--type", description = "Only this indicator type, such as yield.")
  private @Nullable String indicatorType;

  @Option(names = "--unit-type", description = "Only this unit type, such as percentage.")
  private @Nullable String unitType;

  @Option(names = "--currency", description = "Only this currency, such as EUR.")
  private @Nullable String currency;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only indicators with TEXT in their id or name.")
  private @Nullable String text;

  @Option(
      names = "--below",
      paramLabel = "CONFIDENCE",
      description = "Only answers with a confidence below this, 0 to 1.")
  private @Nullable Double confidenceBelow;

  @Nullable String jobId() {
    return jobId;
  }

  ResultFilter filter(int rowsMax) {
    return new ResultFilter(
        List.of(),
        jobId,
        family,
        indicatorType,
        unitType,
        currency,
        text,
        confidenceBelow,
        rowsMax);
  }
}
