package dev.classify.cli.command;

import dev.classify.local.simulator.SimulatorProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// Passes its options to the simulator, which also prints their help.
@Command(
    name = "simulator",
    description = {
      "Run a simulated OpenAI API on this machine, with rate limits and faults, until Ctrl-C.",
      "`classify simulator --help` lists the settings."
    })
final class SimulatorCommand implements Callable<Integer> {

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Process simulator = new ProcessBuilder(SimulatorProgram.command(arguments)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::destroy, "end of simulator"));
    return simulator.waitFor();
  }
}
