package dev.classify.cli.report;

import dev.classify.cli.submit.RunCounts;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Timer;
import java.util.TimerTask;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows the progress of a run: a bar on a terminal, otherwise a line every ten seconds.
public final class ProgressDisplay implements AutoCloseable {

  private static final Duration BAR_EVERY = Duration.ofMillis(250);
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);

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
  /// @param err receives the lines; a bar goes to the terminal
  public static ProgressDisplay show(
      RunCounts counts, long total, boolean simulated, PrintWriter err) {
    if (onTerminal()) {
      ProgressBar bar = bar(total, simulated ? "simulated" : "classified");
      return new ProgressDisplay(
          BAR_EVERY,
          () -> step(bar, counts.snapshot()),
          () -> {
            step(bar, counts.snapshot());
            bar.close();
          });
    }
    long startedAt = System.nanoTime();
    return new ProgressDisplay(
        LINE_EVERY,
        () ->
            err.println(
                (simulated ? "simulated: " : "")
                    + line(counts.snapshot(), total, System.nanoTime() - startedAt)),
        () -> {});
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
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  private static void step(ProgressBar bar, RunCounts.Snapshot counts) {
    bar.stepTo(counts.done());
    // A terminal of 80 columns has no room for zeros.
    String rejected = counts.rejected() == 0 ? "" : " " + counts.rejected() + " rejected";
    String failed = counts.failed() == 0 ? "" : " " + counts.failed() + " failed";
    bar.setExtraMessage(rejected + failed);
  }

  /// One line for a log: rows done, speed, failures, and the remaining time.
  static String line(RunCounts.Snapshot counts, long total, long nanos) {
    double minutes = nanos / 6e10;
    double perMinute = counts.done() / Math.max(minutes, 1e-9);
    long left = total - counts.done() - counts.failed();
    String rest = perMinute > 0 ? "%.1f min left".formatted(left / perMinute) : "";
    return "%d of %d done, %.0f per minute, %d rejected, %d failed, %s"
        .formatted(counts.done(), total, perMinute, counts.rejected(), counts.failed(), rest);
  }

  @Override
  public void close() {
    clock.cancel();
    last.run();
  }
}
