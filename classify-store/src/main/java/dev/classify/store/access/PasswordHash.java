package dev.classify.store.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Hashes of passwords by Argon2id (RFC 9106), in the usual text form
/// `$argon2id$v=19$m=12288,t=3,p=1$salt$hash`.
///
/// Each takes 12 MiB and tens of milliseconds, whether the password is right or wrong; callers
/// limit how many are made at the same time.
public final class PasswordHash {

  /// One of the equally strong settings that OWASP names; those with more memory would not fit into
  /// the small heap of a worker beside its batches.
  private static final int MEMORY_KIB = 12 * 1024;

  private static final int PASSES = 3;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final Pattern STORED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=1"
              + "\\$([A-Za-z0-9+/]{1,86})\\$([A-Za-z0-9+/]{1,86})");

  private static final SecureRandom RANDOM = new SecureRandom();

  /// Compared with where there is no such user, so that both cases take the same time. No password
  /// has this hash.
  private static final String OF_NOBODY = text(new byte[SALT_BYTES], new byte[HASH_BYTES]);

  private PasswordHash() {}

  /// The hash of a password with a new salt.
  public static String of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return text(salt, hash(password, salt, MEMORY_KIB, PASSES, HASH_BYTES));
  }

  /// Whether a password has this hash.
  ///
  /// @throws IllegalArgumentException if the text is no hash of Argon2id
  public static boolean matches(String password, String stored) {
    Matcher matcher = STORED.matcher(stored);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a hash of Argon2id");
    }
    byte[] salt = Base64.getDecoder().decode(matcher.group(3));
    byte[] known = Base64.getDecoder().decode(matcher.group(4));
    int memory = Integer.parseInt(matcher.group(1));
    int passes = Integer.parseInt(matcher.group(2));
    return MessageDigest.isEqual(known, hash(password, salt, memory, passes, known.length));
  }

  /// Takes as long as comparing a password does, and never matches.
  public static boolean matchesNobody(String password) {
    return matches(password, OF_NOBODY);
  }

  /// The same letter may be typed as one character or as two, so the text is normalised first.
  private static byte[] hash(String password, byte[] salt, int memoryKib, int passes, int bytes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(1)
            .build());
    byte[] hash = new byte[bytes];
    generator.generateBytes(
        Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8),
        hash);
    return hash;
  }

  private static String text(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(MEMORY_KIB, PASSES, base64.encodeToString(salt), base64.encodeToString(hash));
  }
}
