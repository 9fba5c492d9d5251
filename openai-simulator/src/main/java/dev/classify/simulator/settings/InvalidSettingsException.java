package dev.classify.simulator.settings;

import java.util.List;

/// Invalid settings. The message lists every problem with its fix and is written for the user.
public final class InvalidSettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public InvalidSettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
