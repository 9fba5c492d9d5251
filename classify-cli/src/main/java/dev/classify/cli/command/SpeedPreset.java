package dev.classify.cli.command;

/// A named limit of LLM requests per minute.
enum SpeedPreset {
  CONSERVATIVE(750),
  NORMAL(1_000),
  FAST(1_250),
  ULTRA(1_500);

  private final int requestsPerMinute;

  SpeedPreset(int requestsPerMinute) {
    this.requestsPerMinute = requestsPerMinute;
  }

  int requestsPerMinute() {
    return requestsPerMinute;
  }
}
