package dev.classify.settings;

/// One setting that cannot be used.
///
/// @param key of the setting, or the option that gives it
/// @param problem completes a sentence that begins with the key; shows the value unless secret
/// @param fix what to write instead
public record SettingProblem(String key, String problem, String fix) {

  @Override
  public String toString() {
    return "%s %s; fix: %s".formatted(key, problem, fix);
  }
}
