package dev.classify.local.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.classify.local.LocalSettings;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.process.Folder;
import dev.classify.local.process.OneShotCommand;
import dev.classify.local.process.ProcessFiles;
import dev.classify.local.process.ProgramEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A database as builds before the roles made it: `classify` is the superuser and owns the tables.
public final class EarlierDatabase {

  private EarlierDatabase() {}

  /// Creates it in the folder of a stack.
  ///
  /// @param tables statements, each with an empty line after it
  public static void create(LocalSettings settings, Path home, String tables) throws Exception {
    Path folder = Files.createDirectories(home.resolve("postgres"));
    Path run = Files.createDirectories(home.resolve("run"));
    Path logs = Files.createDirectories(home.resolve("logs"));
    PostgresBinaries binaries = PostgresBinaries.unpacked(new CacheFolder(settings.cache()));
    UnprivilegedUser user =
        UnprivilegedUser.choose(
            (int) new UnixSystem().getUid(), binaries.program("postgres"), folder);
    PostgresTools tools =
        new PostgresTools(
            binaries,
            user,
            new OneShotCommand("initdb", new ProcessFiles(run, logs)),
            ProgramEnvironment.system(settings.environment()));
    Path script = Files.writeString(folder.resolve("tables"), tables);
    user.own(script);
    tools.run(
        shell(
            "\"$1/initdb\" --pgdata=\"$2\" --username=classify --auth=scram-sha-256 --encoding=UTF8"
                + " --locale=C --no-sync --no-instructions --pwfile=\"$3\"",
            binaries,
            folder.resolve("data"),
            script));
    tools.run(
        shell(
            "echo 'CREATE DATABASE classify' | \"$1/postgres\" --single -D \"$2\" postgres",
            binaries,
            folder.resolve("data"),
            script));
    tools.run(
        shell(
            "\"$1/postgres\" --single -j -D \"$2\" classify < \"$3\"",
            binaries,
            folder.resolve("data"),
            script));
    Files.delete(script);
    Folder.delete(logs);
  }

  private static List<String> shell(
      String command, PostgresBinaries binaries, Path data, Path script) {
    return List.of(
        "/bin/sh",
        "-c",
        command,
        "earlier",
        binaries.folder().resolve("bin").toString(),
        data.toString(),
        script.toString());
  }
}
