package dev.classify.simulator;

import dev.classify.api.Build;
import dev.classify.simulator.settings.FaultKind;
import dev.classify.simulator.settings.InvalidSettingsException;
import dev.classify.simulator.settings.Option;
import dev.classify.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The simulator as a program of its own.
public final class Main {

  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /// Serves until the process is stopped or this thread is interrupted.
  ///
  /// @return the exit code: 0 stopped, 1 cannot listen, 2 wrong usage
  static int run(String[] args, PrintStream out, PrintStream err) {
    CommandLine command =
        new CommandLine(spec())
            .setUsageHelpWidth(100)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    command.setExecutionStrategy(parsed -> serve(command, parsed));
    return command.execute(args);
  }

  private static CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name("openai-simulator")
            .version("openai-simulator " + Build.version())
            .mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Run an OpenAI-compatible server that answers questions about indicators from the"
                + " rules, enforces rate limits and injects faults.")
        .footer(
            "",
            "FAULT is one of " + FaultKind.keys() + ". --fault is repeatable.",
            "To change any setting except host and port while the server runs, send a JSON object"
                + " to POST /_simulator/settings. GET /_simulator/requests lists the requests that"
                + " arrived; POST /_simulator/reset clears the list.",
            "",
            "To begin and end an outage while it runs, POST one of these to /_simulator/settings:",
            "  {\"fault\": \"hang=1\"}                             never answers",
            "  {\"fault\": \"server-error=1\"}                     status 500; unavailable=1 for"
                + " 503",
            "  {\"fault\": \"rate-limit-bare=1\"}                  status 429 without Retry-After",
            "  {\"fault\": \"rate-limit=1\", \"retry-after\": \"5s\"}  status 429 with Retry-After",
            "  {\"fault\": \"late=1\", \"late-by\": \"30s\"}           answers after 30 s",
            "  {\"fault\": \"reset-midway=1\"}                     breaks the connection midway",
            "  {\"fault\": \"html=1\"}                             an HTML page instead of JSON",
            "  {\"fault\": []}                                   well again",
            "Faults that begin with batch-create and batch-invalid count the calls that make"
                + " batches, those that begin with batch-line count lines of batches, and"
                + " file-content-broken counts downloads.",
            "POST /_simulator/close?for=30s closes the port for this time, an hour at most;"
                + " connections are refused meanwhile, also those to /_simulator/.",
            "",
            "Example: classify simulator --rpm 60 --latency lognormal:1s,2500ms --fault hang=#7");
    for (Option option : Option.values()) {
      OptionSpec.Builder builder =
          OptionSpec.builder(option.flag())
              .paramLabel(option.paramLabel())
              .description(
                  option.defaultText().isEmpty()
                      ? option.description()
                      : option.description() + " (default: " + option.defaultText() + ")");
      spec.addOption(
          option == Option.FAULT
              ? builder.type(List.class).auxiliaryTypes(String.class).build()
              : builder.type(String.class).build());
    }
    return spec;
  }

  private static int serve(CommandLine command, ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    try {
      SimulatorSettings settings = SimulatorSettings.of(given(parsed));
      try (OpenAiSimulator simulator = OpenAiSimulator.start(settings)) {
        command.getOut().println("openai-simulator listens on " + simulator.baseUrl());
        awaitEnd(simulator);
        return 0;
      }
    } catch (InvalidSettingsException fault) {
      command.getErr().println(fault.getMessage());
      return USAGE;
    } catch (IOException fault) {
      command.getErr().println(fault.getMessage());
      return FAILED;
    } catch (InterruptedException _) {
      return 0;
    }
  }

  private static Map<Option, String> given(ParseResult parsed) {
    Map<Option, String> given = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      if (parsed.hasMatchedOption(option.flag())) {
        given.put(
            option,
            option == Option.FAULT
                ? String.join(" ", parsed.matchedOption(option.flag()).stringValues())
                : parsed.matchedOptionValue(option.flag(), option.defaultText()));
      }
    }
    return given;
  }

  private static void awaitEnd(OpenAiSimulator simulator) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    simulator.drain(DRAIN_TIMEOUT);
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                },
                "drain"));
    new CountDownLatch(1).await();
  }
}
