package dev.classify.projector;

import dev.classify.exit.CommandFailure;
import dev.classify.logs.LogFormat;
import dev.classify.settings.InvalidSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A projector process.
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    System.setErr(LogFormat.from(System.getenv()).over(System.err));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.error("thread={} failed", thread.getName(), failure));
    try {
      ProjectorProcess.run(ProjectorSettings.from(System.getenv()));
    } catch (InvalidSettings | CommandFailure invalid) {
      LOG.error("cannot start: {}", invalid.getMessage());
      System.exit(1);
    }
  }
}
