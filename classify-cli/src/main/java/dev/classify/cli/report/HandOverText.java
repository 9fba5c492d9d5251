package dev.classify.cli.report;

import dev.classify.cli.submit.RunSummary;
import dev.classify.store.budget.JobActivities;
import dev.classify.store.budget.WaitReason;
import dev.classify.terminal.ShownText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a command says about rows that it leaves to the workers, because the provider takes hours.
public final class HandOverText {

  private HandOverText() {}

  /// What will happen, before anything is sent.
  ///
  /// @param handsOver whether the command ends before the answers
  /// @param stays whether the system runs on without the command
  public static String announced(boolean handsOver, boolean stays) {
    String next =
        handsOver
            ? "this command ends once the workers have them; --wait stays until every row is done"
            : stays
                ? "Ctrl-C leaves them to the workers, and the same command waits for them again"
                : "this stack stops with the command, so keep it running; on one that `classify"
                    + " local up` has started, the command need not stay";
    return "requests are sent in files that take up to a day; " + next;
  }

  /// What the job waits for, and how to follow, await, pause and cancel it.
  ///
  /// @param command how the user calls commands on this system, such as `classify local`
  public static List<String> lines(RunSummary summary, JobActivities activities, String command)
      throws SQLException {
    String job = summary.job().id();
    List<String> lines = new ArrayList<>();
    lines.add(
        "handed over: %d rows are not done yet; the workers continue without this command"
            .formatted(summary.unfinished()));
    activities
        .of(job)
        .flatMap(activity -> WaitReason.of(job, activity, command))
        .ifPresent(wait -> lines.add("waits for   " + ShownText.of(wait.toString())));
    lines.add("follow      `%s status %s`".formatted(command, job));
    lines.add("wait        the same command with --wait, which sends nothing twice");
    lines.add(
        "stop        `%s pause %s` sends no new file; `%s cancel %s` also cancels what is at the provider"
            .formatted(command, job, command, job));
    return lines;
  }
}
