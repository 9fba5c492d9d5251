package dev.classify.simulator.settings;

import java.util.List;

/// Settings that cannot be, with what to do about each; meant for the user's eyes.
public final class InvalidSettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /// Lists every fault at once.
  public InvalidSettingsException(List<String> faults) {
    super(String.join("\n", faults));
  }

  static String fault(Option option, String text, String what, String mend) {
    return "%s %s: '%s'; fix: %s".formatted(option.flag(), what, text, mend);
  }
}
