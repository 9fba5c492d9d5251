package dev.classify.cli.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The `.env` beside the compose file, with generated secrets.
public final class EnvironmentFile {

  private static final String HEADER =
      """
      # Written by `classify cluster up`: the secrets of this cluster, which its volumes also keep.
      # .env.example lists and explains all other keys.
      """;
  private static final int SECRET_BYTES = 16;

  private EnvironmentFile() {}

  /// Where it is or would be.
  public static Path of(Compose compose) {
    return compose.file().folder().resolve(".env");
  }

  /// Writes the file, readable by its owner only, without keys that the environment already sets.
  ///
  /// @return the settings in the file
  public static Map<String, String> write(Compose compose, Map<String, String> environment)
      throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("COMPOSE_FILE", compose.file().names());
    settings.put("COMPOSE_PROJECT_NAME", compose.project());
    settings.put("CLASSIFY_DB_PASSWORD", secret());
    settings.put("MINIO_ROOT_USER", "classify");
    settings.put("MINIO_ROOT_PASSWORD", secret());
    settings.put("CLASSIFY_USER", owner(compose.file().folder()));
    settings.keySet().removeAll(environment.keySet());
    StringBuilder text = new StringBuilder(HEADER);
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Path file = of(compose);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    return settings;
  }

  /// Starts with a letter: Restate reads digits, or text such as 12e34, as a number and then
  /// refuses it as a secret.
  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    bytes[0] = (byte) (0xa0 | (bytes[0] & 0x0f));
    return HexFormat.of().formatHex(bytes);
  }

  /// Who may write there, as `id -u` and `id -g` would say.
  private static String owner(Path folder) throws IOException {
    return Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid");
  }
}
