// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/connection_dialog.h"

#include "ui/frame/connection_colors.h"
#include "ui/token_store.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/primary_button.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr std::array kColors {"#0b5cad"_L1, "#6a3fb5"_L1, "#1b6e3c"_L1, "#8a5200"_L1, "#7a1250"_L1};
constexpr std::array kEnvironments {Environment::Development, Environment::Staging, Environment::Production,
                                    Environment::Custom};

} // namespace

ConnectionDialog::ConnectionDialog(ConnectionBook &book, TokenStore &tokens, TransportMaker makeTransport,
                                   std::function<QDateTime()> now, QWidget *parent)
    : QDialog(parent),
      m_book(book),
      m_tokens(tokens),
      m_check(std::move(makeTransport), std::move(now)),
      m_profiles(book.profiles()),
      m_formSide(new QWidget(this))
{
    setWindowTitle(tr("Connections"));
    auto *form = new QFormLayout(m_formSide);
    form->setContentsMargins(0, 0, 0, 0);
    buildForm(*form);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(buildList());
    row->addWidget(m_formSide, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(14);
    column->addLayout(row, 1);
    column->addWidget(buildButtons());
    resize(760, 440);
    connect(&m_check, &ConnectionCheck::finished, this, &ConnectionDialog::showLines);
    fillList(m_profiles.isEmpty() ? -1 : 0);
    showCurrent();
}

QString ConnectionDialog::findings() const { return m_result->text(); }

void ConnectionDialog::done(int result)
{
    takeName();
    keepToken();
    QDialog::done(result);
}

QWidget *ConnectionDialog::buildList()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(210);
    m_list = new QListWidget(side);
    m_list->setAccessibleName(tr("Connections"));
    m_none = quietLabel(tr("No connections yet. Add the broker that you want to open."), m_list);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignCenter);
    (new QVBoxLayout(m_list->viewport()))->addWidget(m_none);
    auto *add = new QPushButton(glyphIcon(Glyph::Plus), tr("Add"), side);
    m_remove = new QPushButton(glyphIcon(Glyph::Minus), tr("Remove"), side);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectionDialog::showCurrent);
    connect(m_list, &QListWidget::itemActivated, this, [this] { openCurrent(false); });
    connect(add, &QPushButton::clicked, this, &ConnectionDialog::addProfile);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionDialog::removeProfile);
    return side;
}

void ConnectionDialog::buildForm(QFormLayout &form)
{
    m_name = new QLineEdit(m_formSide);
    m_address = new QLineEdit(m_formSide);
    m_address->setPlaceholderText(u"http://192.0.2.7:8080"_s);
    m_tokenPlace = new QComboBox(m_formSide);
    m_tokenPlace->setSizeAdjustPolicy(
        QComboBox::AdjustToMinimumContentsLengthWithIcon); // Why there is no keychain may be long.
    m_tokenPlace->setMinimumContentsLength(24);
    m_tokenPlace->addItems({tr("None is needed"), {}, tr("Asked for each time")});
    showTokenPlace();
    m_token = new QLineEdit(m_formSide);
    m_token->setEchoMode(QLineEdit::Password);
    m_environment = new QComboBox(m_formSide);
    for (const Environment environment : kEnvironments)
        m_environment->addItem(environmentName(environment));
    m_color = new QComboBox(m_formSide);
    const std::array names {tr("Blue"), tr("Violet"), tr("Green"), tr("Brown"), tr("Plum")};
    for (std::size_t i = 0; i < kColors.size(); ++i)
        m_color->addItem(names.at(i), QString(kColors.at(i)));
    m_readOnly = new QCheckBox(tr("Locked against changes when it is opened"), m_formSide);
    m_test = new QPushButton(tr("Test"), m_formSide);
    m_result = plainLabel({}, m_formSide);
    m_result->setWordWrap(true);
    m_result->setMinimumHeight(fontMetrics().lineSpacing() * 6);
    m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    for (const auto &[name, field] : std::initializer_list<std::pair<QString, QWidget *>> {{tr("Name"), m_name},
                                                                                           {tr("Address"), m_address},
                                                                                           {tr("Token"), m_tokenPlace},
                                                                                           {tr("New token"), m_token},
                                                                                           {tr("Environment"), m_environment},
                                                                                           {tr("Colour"), m_color}}) {
        form.addRow(name, field);
        field->setAccessibleName(name);
    }
    form.addRow(QString(), m_readOnly);
    form.addRow(m_test, m_result);
    connect(m_name, &QLineEdit::textEdited, this, &ConnectionDialog::showName);
    connect(m_name, &QLineEdit::editingFinished, this, &ConnectionDialog::takeName);
    connect(m_address, &QLineEdit::textEdited, this, &ConnectionDialog::takeForm);
    for (auto *box : {m_tokenPlace, m_environment, m_color})
        connect(box, &QComboBox::activated, this, &ConnectionDialog::takeForm);
    connect(m_readOnly, &QCheckBox::clicked, this, &ConnectionDialog::takeForm);
    connect(m_token, &QLineEdit::editingFinished, this, &ConnectionDialog::keepToken);
    connect(m_tokenPlace, &QComboBox::activated, this, &ConnectionDialog::keepToken);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
}

/// The field that is typed in loses the keyboard while the dialog goes, and would call one that is half gone.
ConnectionDialog::~ConnectionDialog()
{
    for (auto *field : {m_name, m_token})
        field->disconnect(this);
}

QWidget *ConnectionDialog::buildButtons()
{
    auto *bar = new QWidget(this);
    auto *close = new QPushButton(tr("Close"), bar);
    m_openNew = new QPushButton(tr("Open in a new window"), bar);
    m_open = new PrimaryButton(tr("Open"), bar);
    for (auto *button : {close, m_openNew, m_test})
        button->setAutoDefault(false);
    m_open->setDefault(true);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch();
    row->addWidget(close);
    row->addWidget(m_openNew);
    row->addWidget(m_open);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_openNew, &QPushButton::clicked, this, [this] { openCurrent(true); });
    connect(m_open, &QPushButton::clicked, this, [this] { openCurrent(false); });
    return bar;
}

void ConnectionDialog::fillList(int current)
{
    m_isFilling = true;
    m_list->clear();
    for (const ConnectionProfile &profile : std::as_const(m_profiles))
        m_list->addItem(profile.name);
    m_none->setVisible(m_profiles.isEmpty());
    m_list->setCurrentRow(current);
    m_isFilling = false;
}

int ConnectionDialog::current() const { return m_list->currentRow() < m_profiles.size() ? m_list->currentRow() : -1; }

void ConnectionDialog::showCurrent()
{
    if (m_isFilling)
        return;
    m_result->clear();
    m_token->clear();
    for (int each = 0; each < static_cast<int>(m_profiles.size()); ++each)
        m_list->item(each)->setText(m_profiles.at(each).name); // One that was typed may not have been possible.
    const int row = current();
    const ConnectionProfile profile = row < 0 ? ConnectionProfile() : m_profiles.at(row);
    m_name->setText(profile.name);
    m_address->setText(profile.address);
    m_tokenPlace->setCurrentIndex(static_cast<int>(profile.token));
    m_environment->setCurrentIndex(static_cast<int>(profile.environment));
    m_color->setCurrentIndex(std::max(0, m_color->findData(profile.color)));
    m_readOnly->setChecked(profile.startsLocked());
    showPossible();
}

void ConnectionDialog::takeForm()
{
    const int row = current();
    if (row < 0)
        return;
    ConnectionProfile &profile = m_profiles[row];
    profile.address = m_address->text().trimmed();
    profile.token = static_cast<ConnectionProfile::Token>(m_tokenPlace->currentIndex());
    profile.environment = static_cast<Environment>(m_environment->currentIndex());
    profile.color = profile.environment == Environment::Custom ? m_color->currentData().toString() : QString();
    profile.isReadOnly = m_readOnly->isChecked() && profile.environment != Environment::Production;
    m_readOnly->setChecked(profile.startsLocked());
    m_book.setProfiles(m_profiles);
    showPossible();
}

void ConnectionDialog::showName()
{
    if (current() >= 0)
        m_list->item(current())->setText(m_name->text().trimmed());
    showPossible();
}

/// The token is kept under the name, and goes along. Not letter by letter: half a name may be that of another connection.
void ConnectionDialog::takeName()
{
    const int row = current();
    const QString name = m_name->text().trimmed();
    if (row < 0 || name == m_profiles.at(row).name || name.isEmpty() || isTaken(name))
        return;
    const QString before = std::exchange(m_profiles[row].name, name);
    m_book.setProfiles(m_profiles);
    if (m_profiles.at(row).token != ConnectionProfile::Token::Kept)
        return;
    startKeeping();
    m_tokens.rename(before, name, &m_book, [dialog = QPointer(this)](const Result<Unit, QString> &outcome) {
        if (dialog)
            dialog->endKeeping(outcome, {});
    });
}

/// Another connection has this name.
bool ConnectionDialog::isTaken(const QString &name) const
{
    for (int row = 0; row < static_cast<int>(m_profiles.size()); ++row)
        if (row != current() && m_profiles.at(row).name == name)
            return true;
    return false;
}

QString ConnectionDialog::fault() const
{
    if (current() < 0)
        return tr("Add a connection first.");
    const QString name = m_name->text().trimmed();
    if (isTaken(name))
        return tr("Another connection is called %1. Give this one another name.").arg(name);
    return profileFault({.name = name, .address = m_profiles.at(current()).address});
}

void ConnectionDialog::keepToken()
{
    const int row = current();
    if (row < 0 || m_token->text().isEmpty() || m_profiles.at(row).token != ConnectionProfile::Token::Kept)
        return;
    startKeeping();
    // Who closes the dialog meanwhile has it kept all the same.
    m_tokens.write(m_profiles.at(row).name, m_token->text().trimmed().toUtf8(), &m_book,
                   [dialog = QPointer(this)](const Result<Unit, QString> &outcome) {
                       if (dialog)
                           dialog->endKeeping(outcome, tr("The token is kept in %1.").arg(dialog->m_tokens.place()));
                   });
}

void ConnectionDialog::startKeeping() { ++m_keeping; }

/// `success` is what is said of it then; may be empty.
void ConnectionDialog::endKeeping(const Result<Unit, QString> &outcome, const QString &success)
{
    --m_keeping;
    showTokenPlace();
    if (!outcome)
        m_then = nullptr; // Its reason stands here.
    if (!outcome || !success.isEmpty())
        m_result->setText(outcome ? success : outcome.error());
    if (m_keeping == 0 && m_then)
        std::exchange(m_then, nullptr)();
}

/// Only a use of the keychain tells whether there is one.
void ConnectionDialog::showTokenPlace()
{
    const QString text = tr("Kept in %1").arg(m_tokens.place());
    m_tokenPlace->setItemText(static_cast<int>(ConnectionProfile::Token::Kept), text);
    setPlainToolTip(m_tokenPlace, text);
}

void ConnectionDialog::addProfile()
{
    m_list->setCurrentRow(-1);
    int number = 1;
    while (isTaken(tr("Broker %1").arg(number)))
        ++number;
    m_profiles.append({.name = tr("Broker %1").arg(number), .address = u"http://"_s});
    m_book.setProfiles(m_profiles);
    fillList(static_cast<int>(m_profiles.size()) - 1);
    showCurrent();
    m_name->setFocus();
    m_name->selectAll();
}

void ConnectionDialog::removeProfile()
{
    const int row = current();
    if (row < 0)
        return;
    m_tokens.write(m_profiles.at(row).name, {}, this, [this](const Result<Unit, QString> &outcome) {
        if (!outcome)
            m_result->setText(outcome.error());
    });
    m_profiles.removeAt(row);
    m_book.setProfiles(m_profiles);
    fillList(std::min(row, static_cast<int>(m_profiles.size()) - 1));
    showCurrent();
}

void ConnectionDialog::test()
{
    const ConnectionProfile profile = m_profiles.at(current());
    m_result->setText(tr("Trying…"));
    m_test->setEnabled(false);
    const QByteArray typed = m_token->text().trimmed().toUtf8();
    if (profile.token != ConnectionProfile::Token::Kept || !typed.isEmpty()) {
        m_check.start(QUrl(profile.address), typed);
        return;
    }
    m_tokens.read(profile.name, this, [this, profile](const Result<QByteArray, QString> &token) {
        showTokenPlace();
        if (token)
            m_check.start(QUrl(profile.address), *token);
        else
            showLines({{CheckLine::Outcome::Wrong, token.error()}});
    });
}

void ConnectionDialog::showLines(const QList<CheckLine> &lines)
{
    QStringList texts;
    for (const CheckLine &line : lines) {
        const QString mark = line.outcome == CheckLine::Outcome::Fine ? u"✓"_s
            : line.outcome == CheckLine::Outcome::Doubtful            ? u"!"_s
                                                                      : u"✗"_s;
        texts.append(mark + u"  "_s + line.text);
    }
    m_result->setText(texts.join(u'\n'));
    m_test->setEnabled(true);
}

void ConnectionDialog::showPossible()
{
    const int row = current();
    const QString fault = this->fault();
    m_formSide->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    for (auto *button : {m_test, m_openNew, m_open})
        offer(*button, fault);
    m_token->setEnabled(m_tokenPlace->currentIndex() != static_cast<int>(ConnectionProfile::Token::None));
    m_color->setEnabled(m_environment->currentIndex() == static_cast<int>(Environment::Custom));
    const bool isProduction = m_environment->currentIndex() == static_cast<int>(Environment::Production);
    offer(*m_readOnly, isProduction ? tr("A production broker is always locked when it is opened.") : QString());
    if (!fault.isEmpty() && row >= 0)
        m_result->setText(fault);
    else if (m_result->text() == m_shownFault)
        m_result->clear();
    m_shownFault = fault;
}

void ConnectionDialog::openCurrent(bool inNewWindow)
{
    takeName();
    if (!fault().isEmpty())
        return;
    const auto open = [this, profile = m_profiles.at(current()), inNewWindow] {
        Q_EMIT openRequested(profile, inNewWindow);
        accept();
    };
    if (m_keeping > 0)
        m_then = open; // It is opened with the token that was entered.
    else
        open();
}

} // namespace conduit::ui
