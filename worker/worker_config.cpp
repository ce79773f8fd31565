// SPDX-License-Identifier: GPL-3.0-only
#include "worker/worker_config.h"

#include "worker/dot_env.h"

#include <QCommandLineParser>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPollMillisecondsMax = 3'600'000;
constexpr int kConcurrencyMax = 1'000;
constexpr int kLeaseSecondsMin = 1; // A broker's bounds on a claim.
constexpr int kLeaseSecondsMax = 86'400;
constexpr int kGraceSecondsMax = 3'600;
constexpr qsizetype kNameCharactersMax = 200;
constexpr qsizetype kQueueCharactersMax = 100;
constexpr int kQueueWeightMax = 1'000;
constexpr qint64 kTokenFileBytesMax = 4'096;

/// A setting's text and, for complaints, where it came from.
struct Setting
{
    QString value;
    QString origin;
};

QList<QCommandLineOption> options(const Surroundings &surroundings)
{
    return {
        {u"broker-url"_s, u"Where the broker is: http://HOST:PORT. Default: http://127.0.0.1:8080. Variable: BROKER_URL."_s,
         u"URL"_s},
        {u"name"_s,
         u"How this worker calls itself; no two should share a name. Default: %1. Variable: WORKER_NAME."_s.arg(
             surroundings.name),
         u"NAME"_s},
        {u"concurrency"_s,
         u"How many tasks to run at a time. Default: one for each processor core, here %1."_s.arg(surroundings.cores), u"N"_s},
        {u"types"_s,
         u"Which types of task to take, separated by commas. Default: all it can: %1."_s.arg(surroundings.types.join(u", "_s)),
         u"A,B"_s},
        {u"handlers"_s,
         u"A folder of executables, each the handler of the task type it is named after. Variable: CONDUIT_HANDLERS."_s,
         u"DIR"_s},
        {u"plugins"_s,
         u"A folder of shared libraries with handlers; nobody else may be able to write to it. Variable: CONDUIT_PLUGINS."_s,
         u"DIR"_s},
        {u"queues"_s,
         u"Which queues to take from, separated by commas, each with its share if you like: mail:3,default:1. Default: all."_s,
         u"X,Y"_s},
        {u"strict"_s, u"Take from the second of the --queues only when the first has nothing, and so on."_s},
        {u"poll-interval-ms"_s,
         u"How often to ask a broker that lets no claim wait. Default: 1000. Variable: POLL_INTERVAL_MS."_s, u"N"_s},
        {u"token-file"_s,
         u"The file that holds the token the broker asks for. Without it, the variable CONDUIT_TOKEN is the token."_s,
         u"FILE"_s},
        {u"lease"_s,
         u"How long a task that it runs stays its own without a heartbeat; it sends three in that time, or one every ten seconds. Default: 30."_s,
         u"SECONDS"_s},
        {u"grace"_s, u"How long running tasks may take to finish after SIGTERM before they are given back. Default: 10."_s,
         u"SECONDS"_s},
        {u"die-with-parent"_s, u"End at once when the program that started this one is gone. Linux only."_s},
    };
}

/// Looks settings up: flag, then environment, then `.env`. Empty variables count as not set.
class Sources
{
public:
    Sources(const QCommandLineParser &flags, const Surroundings &surroundings)
        : m_flags(flags), m_environment(surroundings.environment), m_dotEnv(assignmentsFrom(surroundings.dotEnv))
    {
    }

    [[nodiscard]] bool isSet(const QString &flag) const { return m_flags.isSet(flag); }

    [[nodiscard]] std::optional<Setting> find(const QString &flag, const QString &variable = {}) const
    {
        if (!flag.isEmpty() && m_flags.isSet(flag))
            return Setting {m_flags.value(flag), u"--"_s + flag};
        if (const QString value = m_environment.value(variable); !value.isEmpty())
            return Setting {value, variable};
        if (const QString value = m_dotEnv.value(variable); !value.isEmpty())
            return Setting {value, variable + u" in .env"_s};
        return {};
    }

private:
    const QCommandLineParser &m_flags;
    const QProcessEnvironment &m_environment;
    QHash<QString, QString> m_dotEnv;
};

std::optional<Refusal> readInteger(const std::optional<Setting> &setting, const QString &unit, int max, int &into)
{
    if (!setting)
        return {};
    bool isNumber = false;
    const int value = setting->value.toInt(&isNumber);
    if (!isNumber || value < 1 || value > max) {
        return Refusal {
            u"%1 must be a whole number%2 from 1 to %3, not \"%4\"."_s.arg(setting->origin, unit).arg(max).arg(setting->value)};
    }
    into = value;
    return {};
}

std::optional<Refusal> readBrokerUrl(const std::optional<Setting> &setting, QUrl &into)
{
    const auto text = setting.value_or(Setting {u"http://127.0.0.1:8080"_s, {}});
    const QUrl url(text.value.trimmed(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.hasQuery() || url.hasFragment())
        return Refusal {u"%1 must be an address such as http://127.0.0.1:8080, not \"%2\"."_s.arg(text.origin, text.value)};
    if (!url.userInfo().isEmpty())
        return Refusal {u"%1 must not hold a name or password; a token goes into a file: --token-file."_s.arg(text.origin)};
    into = url;
    return {};
}

bool isPrintable(const QString &text)
{
    const auto characters = text.toUcs4(); // one beyond the first plane is two QChars, neither of which is printable
    return std::all_of(characters.begin(), characters.end(), [](char32_t c) { return QChar::isPrint(c); });
}

std::optional<Refusal> readName(const std::optional<Setting> &setting, QString &into)
{
    if (!setting)
        return {};
    const QString name = setting->value.trimmed();
    if (name.isEmpty() || name.size() > kNameCharactersMax || !isPrintable(name))
        return Refusal {u"%1 must be a name of 1 to %2 printable characters."_s.arg(setting->origin).arg(kNameCharactersMax)};
    into = name;
    return {};
}

/// The pieces between the commas; a name of a queue has none, and a type that has one cannot be picked by a flag.
std::optional<Refusal> readNames(const std::optional<Setting> &setting, qsizetype charactersMax, QStringList &into)
{
    if (!setting)
        return {};
    QStringList names;
    for (const QString &piece : setting->value.split(u',')) {
        const QString name = piece.trimmed();
        if (name.isEmpty() || name.size() > charactersMax)
            return Refusal {u"%1 must be names of 1 to %2 characters, separated by commas, not \"%3\"."_s.arg(setting->origin)
                                .arg(charactersMax)
                                .arg(setting->value)};
        if (!names.contains(name))
            names.append(name);
    }
    into = names;
    return {};
}

/// `mail:3`: a name, which has no colon, and the weight that may follow.
bool isQueueWithWeight(const QString &text)
{
    static const QRegularExpression pattern(u"^[^:]+(?::([1-9][0-9]{0,3}))?$"_s);
    const auto match = pattern.match(text);
    return match.hasMatch() && match.captured(1).toInt() <= kQueueWeightMax;
}

std::optional<Refusal> readQueues(const std::optional<Setting> &setting, bool isStrict, QStringList &into)
{
    if (const auto refusal = readNames(setting, kQueueCharactersMax, into))
        return refusal;
    for (const QString &queue : std::as_const(into)) {
        if (!isQueueWithWeight(queue))
            return Refusal {
                u"%1 must be queues such as mail or mail:3, with weights from 1 to %2, not \"%3\"."_s.arg(setting->origin)
                    .arg(kQueueWeightMax)
                    .arg(queue)};
        if (isStrict && queue.contains(u':'))
            return Refusal {u"--strict takes the queues in their order, so weights mean nothing to it."_s};
    }
    if (isStrict && into.size() < 2)
        return Refusal {u"--strict needs the order of at least two --queues."_s};
    return {};
}

std::optional<Refusal> readTypes(const std::optional<Setting> &setting, const QStringList &known, QStringList &into)
{
    into = known;
    if (const auto refusal = readNames(setting, kNameCharactersMax, into))
        return refusal;
    for (const QString &type : std::as_const(into)) {
        if (!known.contains(type))
            return Refusal {
                u"There is no handler for the type \"%1\"; there are handlers for %2."_s.arg(type, known.join(u", "_s))};
    }
    return {};
}

std::optional<Refusal> readSeconds(const std::optional<Setting> &setting, int min, int max, std::chrono::milliseconds &into)
{
    if (!setting)
        return {};
    bool isNumber = false;
    const double value = setting->value.toDouble(&isNumber);
    const bool isWithin = value >= min && value <= max; // not so for NaN
    if (!isNumber || !isWithin)
        return Refusal {u"%1 must be a number of seconds from %2 to %3, not \"%4\"."_s.arg(setting->origin)
                            .arg(min)
                            .arg(max)
                            .arg(setting->value)};
    into = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::duration<double>(value));
    return {};
}

std::optional<Refusal> readToken(const std::optional<Setting> &file, const std::optional<Setting> &token, QByteArray &into)
{
    QByteArray text = token ? token->value.toUtf8() : QByteArray();
    QString origin = token ? token->origin : QString();
    if (file) {
        QFile source(file->value);
        if (!source.open(QIODevice::ReadOnly))
            return Refusal {u"The token file %1 cannot be read: %2."_s.arg(file->value, source.errorString())};
        text = source.read(kTokenFileBytesMax);
        origin = u"The token file "_s + file->value;
    }
    text = text.trimmed();
    if (file && text.isEmpty())
        return Refusal {origin + u" is empty."_s};
    // A line break in it would become a header of its own.
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; }))
        return Refusal {origin + u" must hold one token of printable ASCII characters without spaces."_s};
    into = text;
    return {};
}

Invocation configFrom(const Sources &sources, const Surroundings &surroundings)
{
    WorkerConfig config;
    config.name = surroundings.name;
    config.concurrency = std::clamp(surroundings.cores, 1, kConcurrencyMax);
    int poll = static_cast<int>(config.pollInterval.count());

    std::optional<Refusal> refusal;
    const auto first = [&refusal](std::optional<Refusal> next) {
        if (!refusal)
            refusal = std::move(next);
    };
    first(readBrokerUrl(sources.find(u"broker-url"_s, u"BROKER_URL"_s), config.brokerUrl));
    first(readName(sources.find(u"name"_s, u"WORKER_NAME"_s), config.name));
    first(readInteger(sources.find(u"poll-interval-ms"_s, u"POLL_INTERVAL_MS"_s), u" of milliseconds"_s, kPollMillisecondsMax,
                      poll));
    first(readInteger(sources.find(u"concurrency"_s), u" of tasks"_s, kConcurrencyMax, config.concurrency));
    first(readTypes(sources.find(u"types"_s), surroundings.types, config.types));
    config.isStrict = sources.isSet(u"strict"_s);
    first(readQueues(sources.find(u"queues"_s), config.isStrict, config.queues));
    first(readSeconds(sources.find(u"lease"_s), kLeaseSecondsMin, kLeaseSecondsMax, config.lease));
    first(readSeconds(sources.find(u"grace"_s), 0, kGraceSecondsMax, config.grace));
    first(readToken(sources.find(u"token-file"_s), sources.find({}, u"CONDUIT_TOKEN"_s), config.token));
    if (refusal)
        return *refusal;
    config.pollInterval = std::chrono::milliseconds(poll);
    config.diesWithParent = sources.isSet(u"die-with-parent"_s);
    return config;
}

} // namespace

HandlerFolders handlerFoldersFrom(const Surroundings &surroundings)
{
    QCommandLineParser flags;
    flags.addOptions(options(surroundings));
    // Whether the flags are good is said by invocationFrom().
    flags.parse(surroundings.arguments);
    const Sources sources(flags, surroundings);
    return {.executables = sources.find(u"handlers"_s, u"CONDUIT_HANDLERS"_s).value_or(Setting()).value,
            .plugins = sources.find(u"plugins"_s, u"CONDUIT_PLUGINS"_s).value_or(Setting()).value};
}

Invocation invocationFrom(const Surroundings &surroundings)
{
    QCommandLineParser flags;
    flags.setApplicationDescription(
        u"Takes tasks from a Conduit broker, runs them, and reports their results.\n"
        "Settings come from these flags, else from the environment, else from a file .env in the current folder."_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Print this."_s);
    const QCommandLineOption version({u"v"_s, u"version"_s}, u"Print the version."_s);
    flags.addOptions(options(surroundings) + QList {help, version});
    if (!flags.parse(surroundings.arguments))
        return Refusal {flags.errorText()};
    if (flags.isSet(help))
        return Notice {flags.helpText()};
    if (flags.isSet(version))
        return Notice {u"conduit-worker " CONDUIT_VERSION "\n"_s};
    if (const QStringList rest = flags.positionalArguments(); !rest.isEmpty())
        return Refusal {u"\"%1\" is not an option; settings are given as --name NAME."_s.arg(rest.first())};

    return configFrom(Sources(flags, surroundings), surroundings);
}

} // namespace conduit::worker
