package dev.classify.simulator.settings;

import java.time.Duration;

/// How batches behave.
///
/// @param validating how long a batch is in this state, and likewise the next three
/// @param inProgress the time over which its lines are spread
/// @param window after which a batch that is not done expires; the API calls it `24h`
/// @param linesMax requests in an input file
/// @param bytesMax bytes of an input file
/// @param queuedTokensMax prompt tokens of all batches of a key and model that have not ended;
///     0 for no limit
public record BatchSettings(
    Duration validating,
    Duration inProgress,
    Duration finalizing,
    Duration cancelling,
    Duration window,
    int linesMax,
    int bytesMax,
    int queuedTokensMax) {

  static BatchSettings read(OptionReader texts, int limitMax) {
    return new BatchSettings(
        texts.time(Option.BATCH_VALIDATING),
        texts.time(Option.BATCH_IN_PROGRESS),
        texts.time(Option.BATCH_FINALIZING),
        texts.time(Option.BATCH_CANCELLING),
        texts.time(Option.BATCH_WINDOW),
        texts.number(Option.BATCH_LINES, 1, limitMax),
        texts.number(Option.BATCH_BYTES, 1, limitMax),
        texts.number(Option.BATCH_QUEUED_TOKENS, 0, limitMax));
  }
}
