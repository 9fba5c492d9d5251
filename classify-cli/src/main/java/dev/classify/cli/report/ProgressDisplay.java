package dev.classify.cli.report;

import dev.classify.cli.submit.RunCounts;
import dev.classify.store.budget.JobActivity;
import dev.classify.store.budget.WaitReason;
import dev.classify.terminal.ShownText;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows the progress of a run: a bar on a terminal, otherwise a line every ten
/// seconds, and one whenever the job begins to wait for something.
public final class ProgressDisplay implements AutoCloseable {

  private static final Duration BAR_EVERY = Duration.ofMillis(250);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int LOOKS_PER_LINE = 10;

  private final Timer clock = new Timer("progress", true);
  private final Runnable last;

  private ProgressDisplay(Duration every, Runnable show, Runnable last) {
    this.last = last;
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            show.run();
          }
        };
    clock.schedule(task, every.toMillis(), every.toMillis());
  }

  /// Starts the display.
  ///
  /// @param total rows of the run
  /// @param simulated whether the simulator answers; every line says so
  /// @param bar whether a bar may be shown; lines of others would break it
  /// @param waits what the job waits for, as far as is known
  /// @param err receives the lines; a bar goes to the terminal
  public static ProgressDisplay show(
      RunCounts counts,
      long total,
      boolean simulated,
      boolean bar,
      Supplier<Optional<WaitReason>> waits,
      PrintWriter err) {
    if (bar && onTerminal()) {
      ProgressBar shown = bar(total, simulated ? "simulated" : "classified");
      return new ProgressDisplay(
          BAR_EVERY,
          () -> step(shown, counts.snapshot(), waits.get()),
          () -> {
            step(shown, counts.snapshot(), Optional.empty());
            shown.close();
          });
    }
    long startedAt = System.nanoTime();
    ProgressLines lines =
        new ProgressLines(
            () ->
                (simulated ? "simulated: " : "")
                    + line(counts.snapshot(), total, System.nanoTime() - startedAt)
                    + rate(counts),
            waits,
            LOOKS_PER_LINE,
            err);
    return new ProgressDisplay(LOOK_EVERY, lines::look, () -> {});
  }

  /// The requests of the last minute and their cost; empty if the job sends none.
  private static String rate(RunCounts counts) {
    JobActivity activity = counts.activity();
    return activity == null || (activity.sentLastMinute() == 0 && counts.spentUsd() == null)
        ? ""
        : "; " + RateText.of(activity, counts.spentUsd());
  }

  @SuppressWarnings("SystemConsoleNull") // it is null again since the default changed back in 25
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static ProgressBar bar(long total, String task) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis((int) BAR_EVERY.toMillis())
        .setSpeedUnit(ChronoUnit.MINUTES)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(terminal()))
        .build();
  }

  /// Not System.err, which escapes the characters that move the bar.
  private static PrintStream terminal() {
    return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  }

  private static void step(ProgressBar bar, RunCounts.Snapshot counts, Optional<WaitReason> waits) {
    bar.stepTo(counts.done());
    // A terminal of 80 columns has no room for zeros.
    String rejected = counts.rejected() == 0 ? "" : " " + counts.rejected() + " rejected";
    String failed = counts.failed() == 0 ? "" : " " + counts.failed() + " failed";
    bar.setExtraMessage(
        rejected + failed + waits.map(wait -> " " + ShownText.of(wait.toString())).orElse(""));
  }

  /// One line for a log: rows done, speed, failures, and the remaining time.
  static String line(RunCounts.Snapshot counts, long total, long nanos) {
    double minutes = nanos / 6e10;
    double perMinute = counts.done() / Math.max(minutes, 1e-9);
    long left = total - counts.done() - counts.failed();
    String rest = perMinute > 0 ? ", %.1f min left".formatted(left / perMinute) : "";
    return "%d of %d done, %.0f per minute, %d rejected, %d failed%s"
        .formatted(counts.done(), total, perMinute, counts.rejected(), counts.failed(), rest);
  }

  @Override
  public void close() {
    clock.cancel();
    last.run();
  }
}
