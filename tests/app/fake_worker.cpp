// SPDX-License-Identifier: GPL-3.0-only
// Stands in for conduit-worker: does what the first word of the file named by FAKE_WORKER_ORDERS says, which a test may change
// between two starts.
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace {

void waitForSigterm()
{
    std::cout << "ready" << std::endl;
    for (;;)
        ::pause();
}

[[noreturn]] void crash()
{
    const rlimit none {0, 0};
    ::setrlimit(RLIMIT_CORE, &none); // Nobody wants a core file of this.
    std::cerr << "about to crash" << std::endl;
    // A sanitizer would turn it into a mere exit.
    ::signal(SIGSEGV, SIG_DFL);
    ::raise(SIGSEGV);
    std::abort();
}

void tellAboutMyself(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i)
        std::cout << "argument " << argv[i] << '\n';
    for (const char *name : std::to_array(
             {"BROKER_URL", "CONDUIT_QUEUES", "CONDUIT_TOKEN", "LANG", "LC_ALL", "LC_NUMERIC", "SECRET", "WORKER_NAME"})) {
        const char *value = std::getenv(name);
        std::cout << "variable " << name << ' ' << (value ? value : "(none)") << '\n';
    }
    std::cout << "folder " << std::filesystem::current_path().string() << '\n';
    std::cout << "leader " << (::getsid(0) == ::getpid()) << '\n';
}

void flood(int lines)
{
    for (int i = 0; i < lines; ++i)
        std::cout << "line " << i << ' ' << std::string(1'000, 'x') << '\n';
}

void haveAChild()
{
    const pid_t child = ::fork();
    if (child == 0) {
        for (;;)
            ::pause();
    }
    std::cout << "child " << child << std::endl;
}

} // namespace

int main(int argc, char **argv)
{
    ::signal(SIGTERM, [](int) { ::_exit(0); });
    std::ifstream orders(std::getenv("FAKE_WORKER_ORDERS"));
    std::string verb;
    int number = 0;
    orders >> verb >> number;

    if (verb == "exit") {
        std::cerr << "last words" << std::endl;
        return number;
    }
    if (verb == "crash")
        crash();
    if (verb == "stubborn")
        ::signal(SIGTERM, SIG_IGN);
    if (verb == "tell")
        tellAboutMyself(argc, argv);
    if (verb == "complain")
        std::cerr << "a complaint" << std::endl;
    if (verb == "flood")
        flood(number);
    if (verb == "parent")
        haveAChild();
    waitForSigterm();
}
