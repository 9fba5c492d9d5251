package dev.classify.cli.report;

import dev.classify.store.budget.WaitReason;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/// Progress as lines of a log: one every so many looks, and one whenever the job begins to wait for
/// something, or no longer waits.
final class ProgressLines {

  private final Supplier<String> progress;
  private final Supplier<Optional<WaitReason>> waits;
  private final int looksPerLine;
  private final PrintWriter err;
  private int looks;
  private String waitsFor = "";

  /// @param progress one line about what is done
  /// @param waits what the job waits for
  ProgressLines(
      Supplier<String> progress,
      Supplier<Optional<WaitReason>> waits,
      int looksPerLine,
      PrintWriter err) {
    this.progress = progress;
    this.waits = waits;
    this.looksPerLine = looksPerLine;
    this.err = err;
  }

  void look() {
    looks++;
    Optional<WaitReason> wait = waits.get();
    String now = wait.map(WaitReason::what).orElse("");
    if (looks % looksPerLine == 0) {
      err.println(progress.get() + wait.map(reason -> "; " + reason).orElse(""));
    } else if (!now.equals(waitsFor)) {
      err.println(wait.map(WaitReason::toString).orElse("no longer " + waitsFor));
    }
    waitsFor = now;
  }
}
