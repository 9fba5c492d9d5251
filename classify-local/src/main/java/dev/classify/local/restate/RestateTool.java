package dev.classify.local.restate;

/// A program of Restate that comes from npm.
enum RestateTool {
  SERVER("restate-server", "RESTATE_SERVER"),
  CTL("restatectl", "RESTATECTL");

  /// Its name, which is also that of its npm packages.
  final String program;

  /// The variable by which a user names one.
  final String setting;

  RestateTool(String program, String setting) {
    this.program = program;
    this.setting = setting;
  }
}
