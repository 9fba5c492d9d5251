package dev.classify.store.budget;

import dev.classify.store.providerbatch.FileProgress;
import dev.classify.store.providerbatch.FileProgress.File;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What a job waits for at the provider's Batch API, in the words of a person.
final class FileText {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("HH:mm 'on' d MMMM");

  private FileText() {}

  static WaitReason of(FileProgress.Waiting waiting, ZoneId zone) {
    if (waiting.files().isEmpty()) {
      return new WaitReason(
          "requests are collected for a file", ": %,d so far".formatted(waiting.linesOpen()));
    }
    File file = waiting.files().getFirst();
    String more =
        waiting.files().size() == 1
            ? ""
            : "; %d more to follow".formatted(waiting.files().size() - 1);
    return new WaitReason(what(file), since(file, zone) + more + problem(file));
  }

  private static String what(File file) {
    return file.providerId() == null
        ? "a file of requests is sent to the provider"
        : "provider batch " + file.providerId();
  }

  private static String since(File file, ZoneId zone) {
    if (file.providerId() == null) {
      return "";
    }
    String until =
        file.expiresAt() == null ? "" : ", at most until " + until(file.expiresAt(), file, zone);
    return String.format(
        Locale.ROOT,
        ": %,d of about %,d rows answered, %s for %s%s",
        file.rowsAnswered(),
        file.rows(),
        String.valueOf(file.status()).replace('_', ' '),
        duration(Duration.between(file.since(), file.now())),
        until);
  }

  private static String until(Instant end, File file, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(file.now(), zone);
    LocalDate day = LocalDate.ofInstant(end, zone);
    return day.equals(today)
        ? TIME.format(end.atZone(zone))
        : day.equals(today.plusDays(1))
            ? TIME.format(end.atZone(zone)) + " tomorrow"
            : DAY.withLocale(Locale.ENGLISH).format(end.atZone(zone));
  }

  private static String duration(Duration time) {
    long minutes = Math.max(0, time.toMinutes());
    return minutes == 0
        ? Math.max(0, time.toSeconds()) + " s"
        : minutes < 120 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }

  private static String problem(File file) {
    return file.problem() == null ? "" : "; " + file.problem();
  }
}
