package dev.classify.service.llm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.errors.OpenAIIoException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A token that holds for some time and stands in place of a key, such as one of Entra ID. It is
/// read again before it expires, and when the server refuses it.
final class AccessToken {

  /// There is no token, for a reason that a person can read.
  static final class Missing extends IOException {

    private static final long serialVersionUID = 1;

    Missing(String reason) {
      super(reason);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(AccessToken.class);
  private static final JsonMapper JSON = new JsonMapper();

  /// A request in flight is checked when it arrives, and clocks differ.
  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

  /// After which a token is read again that does not say when it expires.
  private static final Duration KEPT = Duration.ofMinutes(1);

  /// Between two tries to read it: a command may take seconds, and many requests wait for it.
  private static final Duration RETRIED_AFTER = Duration.ofSeconds(5);

  private final TokenSource source;
  private final InstantSource clock;
  private @Nullable String token;
  private Instant expires = Instant.MIN;
  private Instant renewal = Instant.MIN;
  private Instant lastTry = Instant.MIN;
  private String fault = "";
  private String lastRefused = "";

  AccessToken(TokenSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /// The token for a request that is sent now.
  ///
  /// @throws OpenAIIoException if there is none; the request was not sent then
  synchronized String current() {
    Instant now = clock.instant();
    if (!now.isBefore(renewal) && mayTry(now)) {
      read(now);
    }
    if (token == null || !now.isBefore(expires)) {
      throw new OpenAIIoException(fault, new NotDelivered(new Missing(fault)));
    }
    return token;
  }

  /// Whether there is another token than one that the server refused.
  synchronized boolean isRenewed(String refused) {
    Instant now = clock.instant();
    // At once, but only once for a token that many requests in flight were sent with.
    if (refused.equals(token) && (!refused.equals(lastRefused) || mayTry(now))) {
      lastRefused = refused;
      read(now);
    }
    return token != null && !token.equals(refused);
  }

  private boolean mayTry(Instant now) {
    return lastTry.equals(Instant.MIN) || !now.isBefore(lastTry.plus(RETRIED_AFTER));
  }

  private void read(Instant now) {
    lastTry = now;
    try {
      String read = source.read();
      Instant end = expiry(read);
      boolean known = !end.equals(Instant.MAX);
      if (known && !now.isBefore(end)) {
        fault = "the access token expired at " + end;
        LOG.warn("{}", fault);
      }
      // An old one that still holds is better than one that has expired.
      if (token == null || end.isAfter(now)) {
        token = read;
        expires = end;
      }
      renewal = known ? later(end.minus(RENEWED_BEFORE), now.plus(RETRIED_AFTER)) : now.plus(KEPT);
    } catch (IOException unreadable) {
      fault = Objects.requireNonNullElse(unreadable.getMessage(), unreadable.toString());
      renewal = now.plus(RETRIED_AFTER);
      LOG.warn("no new access token: {}", fault);
    } catch (InterruptedException _) {
      fault = "its worker stops";
      Thread.currentThread().interrupt();
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// When a JSON Web Token expires, as it says in `exp` (RFC 7519); the end of time for others.
  private static Instant expiry(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Instant.MAX;
    }
    try {
      long seconds = JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp").asLong(0);
      return seconds > 0 ? Instant.ofEpochSecond(seconds) : Instant.MAX;
    } catch (IOException | IllegalArgumentException _) {
      return Instant.MAX;
    }
  }
}
