package dev.classify.local;

import dev.classify.local.cache.CacheFolder;
import dev.classify.local.postgres.PostgresProgram;
import dev.classify.local.process.Component;
import dev.classify.local.restate.Registration;
import dev.classify.local.restate.RestateProgram;
import dev.classify.local.worker.WorkerProgram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The components a stack is put together from, set to its folder, ports and password.
record StackParts(LocalSettings settings, StackHome home, StackFile file) {

  Component postgres() {
    return PostgresProgram.component(
        new CacheFolder(settings.cache()),
        home.postgres(),
        file.port(StackFile.POSTGRES),
        file.databasePassword(),
        settings.environment(),
        home.workplace());
  }

  Component restate() {
    return RestateProgram.component(
        settings.restateServer(),
        new CacheFolder(settings.cache()),
        home.restate(),
        file.restatePorts(),
        settings.environment(),
        home.workplace());
  }

  Component schema(SchemaSetup setup) {
    return new Component.Task(
        "schema", List.of("postgres"), () -> setup.apply(addresses().database()));
  }

  Component worker(String mainClass) {
    return WorkerProgram.component(
        "worker", mainClass, file.port(StackFile.WORKER), workerEnvironment(), List.of("schema"));
  }

  Component registration() {
    return Registration.component(
        file.port(StackFile.ADMIN), addresses().worker(), List.of("restate", "worker"));
  }

  private StackAddresses addresses() {
    return StackAddresses.of(file);
  }

  private Map<String, String> workerEnvironment() {
    Map<String, String> environment = new HashMap<>(settings.environment());
    environment.put("CLASSIFY_NODES", addresses().ingress().toString());
    environment.put("CLASSIFY_ADMIN", addresses().admin().toString());
    environment.put("CLASSIFY_DB_URL", addresses().database().url());
    environment.put("CLASSIFY_DB_USER", addresses().database().user());
    environment.put("CLASSIFY_DB_PASSWORD", addresses().database().password());
    return environment;
  }
}
