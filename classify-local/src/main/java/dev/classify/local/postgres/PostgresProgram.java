package dev.classify.local.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.Command;
import dev.classify.local.process.Component;
import dev.classify.local.process.Component.Launch;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Stop;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.PrivateFolder;
import dev.classify.local.process.ProcessFiles;
import dev.classify.local.process.ProgramEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server as a component of a stack.
public final class PostgresProgram implements Launch {

  private final CacheFolder cache;
  private final PostgresFolder folder;
  private final int port;
  private final int connectionsMax;
  private final DatabasePasswords passwords;
  private final Map<String, String> environment;
  private final @Nullable WalArchive archive;
  private final OneShotCommand tool;

  private PostgresProgram(
      CacheFolder cache,
      Path folder,
      int port,
      int connectionsMax,
      DatabasePasswords passwords,
      Map<String, String> environment,
      ProcessFiles workplace) {
    this.cache = cache;
    this.folder = new PostgresFolder(folder);
    this.port = port;
    this.connectionsMax = connectionsMax;
    this.passwords = passwords;
    // The user's client settings, such as PGDATA or PGPORT, must not reach this server either.
    this.environment = ProgramEnvironment.system(environment);
    this.archive =
        Optional.ofNullable(environment.get(WalArchive.SETTING))
            .filter(named -> !named.isBlank())
            .map(named -> new WalArchive(Path.of(named)))
            .orElse(null);
    this.tool = new OneShotCommand("initdb", workplace);
  }

  /// The component `postgres`, with the database `classify`.
  ///
  /// @param folder holds its data
  public static Program component(
      CacheFolder cache,
      Path folder,
      int port,
      int connectionsMax,
      DatabasePasswords passwords,
      Map<String, String> environment,
      ProcessFiles workplace) {
    PostgresProgram postgres =
        new PostgresProgram(cache, folder, port, connectionsMax, passwords, environment, workplace);
    return new Component.Program(
        "postgres", port, List.of(), postgres, postgres.folder::ready, Stop.BY_INT, true);
  }

  @Override
  public Command prepare() throws IOException, InterruptedException {
    PostgresBinaries binaries = PostgresBinaries.unpacked(cache);
    String server = binaries.program("postgres");
    PrivateFolder.create(folder.root());
    UnprivilegedUser unprivileged =
        UnprivilegedUser.choose((int) new UnixSystem().getUid(), server, folder.root());
    PostgresTools tools = new PostgresTools(binaries, unprivileged, tool, environment);
    folder.create(tools, passwords.superuser());
    folder.configure(port, connectionsMax, archive);
    if (archive != null) {
      PrivateFolder.create(archive.folder());
      unprivileged.own(archive.folder());
    }
    OrphanedBackends.end(folder.data());
    folder.forgetStaleServer();
    new PostgresRoles(folder.data(), passwords).apply(tools);
    return new Command(
        unprivileged.command(List.of(server, "-D", folder.data().toString())), environment);
  }

  @Override
  public void ended() throws InterruptedException {
    OrphanedBackends.end(folder.data());
  }
}
