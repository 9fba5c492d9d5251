package dev.classify.settings;

import java.util.List;
import java.util.stream.Collectors;

/// Settings that cannot be used; the message has one line for each problem.
public final class InvalidSettings extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final transient List<SettingProblem> problems;

  public InvalidSettings(List<SettingProblem> problems) {
    super(problems.stream().map(SettingProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<SettingProblem> problems() {
    return problems;
  }
}
