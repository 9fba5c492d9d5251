package dev.classify.logs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.classify.terminal.ShownText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One event of the log.
///
/// @param time ISO 8601
/// @param source short name of the class that logged it
/// @param message its first line
/// @param stack the lines after it, such as a stack trace; empty if there are none
record LogEvent(String time, String level, String source, String message, String stack) {

  /// The first line of an event, as simplelogger.properties lets slf4j-simple write it.
  private static final Pattern FIRST_LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S+) (TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - (.*)");

  private static final Pattern PAIR = Pattern.compile("(?<=^| )([A-Za-z][A-Za-z0-9_]*)=(\\S+)");

  /// More digits do not survive every reader of JSON.
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,12})?");

  /// Keys whose values are texts even if one consists of digits: a key must have one type.
  private static final Set<String> TEXTS =
      Set.of("job", "batch", "invocation", "request", "file", "indicator", "user", "by", "worker");

  /// Reads what was written at once. Lines before the first event, which some library printed, are
  /// an event of their own.
  static List<LogEvent> read(String text) {
    List<LogEvent> events = new ArrayList<>();
    for (String line : ShownText.lines(text).lines().toList()) {
      Matcher first = FIRST_LINE.matcher(line);
      if (first.matches()) {
        events.add(
            new LogEvent(first.group(1), first.group(2), first.group(3), first.group(4), ""));
      } else if (events.isEmpty()) {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        events.add(new LogEvent(now, "WARN", "stderr", line, ""));
      } else {
        events.add(events.removeLast().with(line));
      }
    }
    return events;
  }

  private LogEvent with(String line) {
    return new LogEvent(time, level, source, message, stack.isEmpty() ? line : stack + "\n" + line);
  }

  /// The event as JSON on one line, with its pairs beside `message`. Pairs after a colon belong to
  /// a text, often that of a server, and of a key that stands there twice the first counts.
  String json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("time", time)
            .put("level", level)
            .put("source", source)
            .put("message", message);
    Matcher pairs = PAIR.matcher(message.split(": ", 2)[0]);
    while (pairs.find()) {
      put(json, pairs.group(1), pairs.group(2));
    }
    if (!stack.isEmpty()) {
      json.put("stack", stack);
    }
    return json.toString();
  }

  private static void put(ObjectNode json, String key, String value) {
    if (json.has(key) || key.equals("stack")) {
      return;
    }
    if (value.equals("null")) {
      json.putNull(key);
    } else if (!TEXTS.contains(key) && NUMBER.matcher(value).matches()) {
      json.put(key, new BigDecimal(value));
    } else {
      json.put(key, value);
    }
  }
}
