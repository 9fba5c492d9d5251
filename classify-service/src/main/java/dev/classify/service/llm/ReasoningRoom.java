package dev.classify.service.llm;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many tokens a model needs beyond the text of its answers, as the server's counts show: its
/// reasoning, most often. Learned by each worker for each model, so that a model which reasons
/// under a name that nobody knows gets room for it after its first answer.
///
/// The room follows the largest of the last answers, so it shrinks again if they do.
final class ReasoningRoom {

  private static final Logger LOG = LoggerFactory.getLogger(ReasoningRoom.class);

  /// More than any model of today needs to think about a handful of indicators.
  static final long ANSWER_TOKENS_MAX = 65_536;

  /// A smaller room makes no difference to what is reserved.
  private static final long ROOM_MIN = 1_024;

  private static final int ANSWERS_REMEMBERED = 64;

  private final String model;

  /// Tokens beyond the text of the last answers, the latest last.
  private final Deque<Long> beyond = new ArrayDeque<>();

  private long room;
  private long answerTokensMax = ANSWER_TOKENS_MAX;

  ReasoningRoom(String model) {
    this.model = model;
  }

  /// The longest answer that a request should allow.
  ///
  /// @param textTokensMax of the text alone
  /// @param asked what the request itself asks for; 0 for nothing
  synchronized long answerTokensMax(long textTokensMax, long asked) {
    return Math.min(answerTokensMax, Math.max(asked, textTokensMax + room));
  }

  /// Whether answers take more than their text.
  synchronized boolean isNeeded() {
    return room > 0;
  }

  /// Learns from an answer.
  ///
  /// @param textTokensMax of the text alone
  /// @param bound the longest answer that the request allowed
  /// @param used the tokens of the answer
  synchronized void answered(long textTokensMax, long bound, long used) {
    // An answer that reached its bound was cut off and would have been longer.
    learn(used >= bound ? 2 * used - textTokensMax : used - textTokensMax);
  }

  /// Learns that an answer was cut off before it began.
  ///
  /// @param raised the bound of the next request about the same
  synchronized void cutOff(long textTokensMax, long raised) {
    learn((raised - textTokensMax) / 2);
  }

  /// Learns that the model cannot write as much as a request allowed.
  synchronized void tooMuch(long bound) {
    long half = Math.max(ROOM_MIN, bound / 2);
    if (half < answerTokensMax) {
      answerTokensMax = half;
      LOG.info("model={} writes less than {} tokens; asked for {} at most", model, bound, half);
    }
  }

  private void learn(long tokens) {
    beyond.addLast(Math.max(0, tokens));
    if (beyond.size() > ANSWERS_REMEMBERED) {
      beyond.removeFirst();
    }
    long most = Collections.max(beyond);
    long next = most == 0 ? 0 : Math.min(ANSWER_TOKENS_MAX, powerOfTwo(most + most / 2));
    if (next != room) {
      LOG.info(
          "model={} needs tokens beyond the text of its answers, {} lately; room for {}, before {}",
          model,
          most,
          next,
          room);
      room = next;
    }
  }

  /// In few steps, so that estimates and the log stay calm.
  private static long powerOfTwo(long tokens) {
    long bit = Long.highestOneBit(Math.max(ROOM_MIN, tokens));
    return bit >= tokens ? bit : bit << 1;
  }
}
