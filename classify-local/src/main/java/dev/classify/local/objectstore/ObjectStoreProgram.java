package dev.classify.local.objectstore;

import dev.classify.exit.CommandFailure;
import dev.classify.local.http.Http;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Launch;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.JavaCommand;
import dev.classify.local.process.PrivateFolder;
import dev.classify.local.process.ProgramEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// S3Proxy as a component of a stack: it speaks S3 and keeps every object as a file.
///
/// Restate needs reliable conditional writes, which S3Proxy has. It also listens only where told.
///
/// @param folder holds its settings and what is stored
/// @param secret of the only user
public record ObjectStoreProgram(
    Path folder, int port, String secret, Map<String, String> environment) implements Launch {

  public static final String NAME = "object-store";

  /// The user that the secret belongs to.
  public static final String USER = "classify";

  /// The bucket that restate.toml names.
  private static final String BUCKET = "restate";

  private static final List<String> FLAGS =
      List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  public ObjectStoreProgram {
    environment = Map.copyOf(ProgramEnvironment.java(environment));
  }

  /// The component `object-store`, with the bucket that the nodes write to.
  public Program component() {
    URI health = URI.create("http://127.0.0.1:" + port + "/healthz");
    return new Component.Program(
        NAME, port, List.of(), this, _ -> Http.answers(health), Stop.BY_TERM, true);
  }

  @Override
  public Command prepare() throws IOException {
    PrivateFolder.create(folder);
    Path buckets = folder.resolve("data");
    Files.createDirectories(buckets.resolve(BUCKET));
    Path settings = folder.resolve("s3proxy.conf");
    Files.deleteIfExists(settings);
    Files.createFile(
        settings,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(settings, settings(buckets));
    Map<String, String> quiet = new HashMap<>(environment);
    quiet.put("LOG_LEVEL", "warn");
    List<String> arguments = List.of("--properties", settings.toString());
    return new Command(JavaCommand.ofJar(FLAGS, jar(), arguments), quiet);
  }

  private String settings(Path buckets) {
    return """
    s3proxy.endpoint=http://127.0.0.1:%d
    s3proxy.authorization=aws-v2-or-v4
    s3proxy.identity=%s
    s3proxy.credential=%s
    # Clients send headers that it does not know; by default it refuses them.
    s3proxy.ignore-unknown-headers=true
    jclouds.provider=filesystem-nio2
    jclouds.filesystem.basedir=%s
    """
        .formatted(port, USER, secret, buckets.toString().replace("\\", "\\\\"));
  }

  /// S3Proxy is a program with libraries of its own, so it lies beside our libraries.
  private static Path jar() {
    try {
      Path ours =
          Path.of(
              ObjectStoreProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jar = ours.resolveSibling("../object-store/s3proxy.jar").normalize();
      if (Files.exists(jar)) {
        return jar;
      }
      throw CommandFailure.failed(
          "this build holds no object store (" + jar + ")", "build the distribution: mvn package");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
