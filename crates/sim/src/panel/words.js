// The panel's own words. Turkish first, then the other languages of the platform (C:J).
const WORDS = {
  tr: {
    phone: "Telefon",
    menu: "Menü", tools: "Deneme araçları", packets: "Paketler", board: "Adisyon panosu", free: "Boş", guests: "kişi",
    open: "Açık", part: "Kısmen ödendi", paid: "Ödendi", person: "Kişi", role: "Rol", manager: "yönetici", staff: "personel",
    language: "Dil", scheme: "Görünüm", system: "sistem", light: "açık", dark: "koyu", restaurant: "Restoran",
    generation: "Sunucu", newest: "yeni", older: "eski", mixed: "karışık", consent: "Kişisel veri izni", limits: "Hız sınırı",
    next: "Sonraki istekte", f429: "429", f500: "500", slow: "Yavaş", lost: "Yanıt kaybolsun", drop: "Kopsun", garbage: "Bozuk yanıt",
    meanwhile: "Bu sırada", waiter: "Başka garson ürün ekler", waiterPays: "Başka kasiyer tahsil eder", price: "Fiyat değişir",
    method: "Ödeme yöntemi silinir", scope: "Yazma yetkisi alınır", closed: "Adisyon kapanır", reset: "Her şeyi sıfırla",
    platform: "Panel işlemleri", connect: "Eklentiyi bağla", closeGate: "Hesabı kapat", gateAsks: "Eklenti kapanıştan önce soruyor.",
    cancel: "Vazgeç", allowed: "Kapatıldı.", denied: "Eklenti izin vermedi:", log: "Son istekler", done: "Tamam:", failed: "Olmadı:",
    leaving: "Bu adres yeni sekmede açılsın mı?", yes: "Evet", no: "Hayır", nothing: "Soldan bir adisyon seçin.", none: "Önce bir adisyon açın.",
    ignoreResize: "Boy bildirimi yok sayılsın", hookless: "Eklenti kapıda yanıt vermedi; varsayılan: izin.",
  },
  en: {
    phone: "Phone",
    menu: "Menu", tools: "Test tools", packets: "Packets", board: "Order board", free: "Free", guests: "guests",
    open: "Open", part: "Part paid", paid: "Paid", person: "Person", role: "Role", manager: "manager", staff: "staff",
    language: "Language", scheme: "Appearance", system: "system", light: "light", dark: "dark", restaurant: "Restaurant",
    generation: "Server", newest: "newest", older: "older", mixed: "mixed", consent: "Personal data consent", limits: "Rate limits",
    next: "On the next request", f429: "429", f500: "500", slow: "Slow", lost: "Answer lost", drop: "Dropped", garbage: "Garbage",
    meanwhile: "Meanwhile", waiter: "Another waiter adds a line", waiterPays: "Another cashier takes money", price: "A price changes",
    method: "A payment method is deleted", scope: "Write right revoked", closed: "The bill is closed", reset: "Reset everything",
    platform: "Panel actions", connect: "Connect the plugin", closeGate: "Close the bill", gateAsks: "The plugin asks before closing.",
    cancel: "Give up", allowed: "Closed.", denied: "The plugin refused:", log: "Last requests", done: "Done:", failed: "Failed:",
    leaving: "Open this address in a new tab?", yes: "Yes", no: "No", nothing: "Choose a bill on the left.", none: "Open a bill first.",
    ignoreResize: "Ignore reported heights", hookless: "The plugin did not answer at the gate; default: allow.",
  },
  de: {
    phone: "Telefon",
    menu: "Menü", tools: "Testwerkzeuge", packets: "Pakete", board: "Bestellübersicht", free: "Frei", guests: "Gäste",
    open: "Offen", part: "Teils bezahlt", paid: "Bezahlt", person: "Person", role: "Rolle", manager: "Leitung", staff: "Personal",
    language: "Sprache", scheme: "Darstellung", system: "System", light: "hell", dark: "dunkel", restaurant: "Restaurant",
    generation: "Server", newest: "neu", older: "alt", mixed: "gemischt", consent: "Einwilligung Personendaten", limits: "Ratenbegrenzung",
    next: "Bei der nächsten Anfrage", f429: "429", f500: "500", slow: "Langsam", lost: "Antwort verloren", drop: "Abbruch", garbage: "Unsinn",
    meanwhile: "Inzwischen", waiter: "Anderer Kellner fügt hinzu", waiterPays: "Andere Kasse kassiert", price: "Ein Preis ändert sich",
    method: "Zahlungsart wird gelöscht", scope: "Schreibrecht entzogen", closed: "Rechnung wird geschlossen", reset: "Alles zurücksetzen",
    platform: "Panel-Aktionen", connect: "Plugin verbinden", closeGate: "Rechnung schließen", gateAsks: "Das Plugin fragt vor dem Schließen.",
    cancel: "Aufgeben", allowed: "Geschlossen.", denied: "Das Plugin lehnt ab:", log: "Letzte Anfragen", done: "Erledigt:", failed: "Fehlgeschlagen:",
    leaving: "Diese Adresse in neuem Tab öffnen?", yes: "Ja", no: "Nein", nothing: "Links eine Rechnung wählen.", none: "Zuerst eine Rechnung öffnen.",
    ignoreResize: "Höhenmeldung ignorieren", hookless: "Das Plugin hat nicht geantwortet; Vorgabe: erlauben.",
  },
  ru: {
    phone: "Телефон",
    menu: "Меню", tools: "Инструменты проверки", packets: "Доставка", board: "Доска счетов", free: "Свободен", guests: "гостей",
    open: "Открыт", part: "Частично оплачен", paid: "Оплачен", person: "Сотрудник", role: "Роль", manager: "менеджер", staff: "персонал",
    language: "Язык", scheme: "Оформление", system: "система", light: "светлое", dark: "тёмное", restaurant: "Ресторан",
    generation: "Сервер", newest: "новый", older: "старый", mixed: "смешанный", consent: "Согласие на данные", limits: "Лимиты",
    next: "При следующем запросе", f429: "429", f500: "500", slow: "Медленно", lost: "Ответ потерян", drop: "Обрыв", garbage: "Мусор",
    meanwhile: "Тем временем", waiter: "Другой официант добавил", waiterPays: "Другой кассир принял оплату", price: "Цена изменилась",
    method: "Способ оплаты удалён", scope: "Право записи отозвано", closed: "Счёт закрыт", reset: "Сбросить всё",
    platform: "Действия панели", connect: "Подключить плагин", closeGate: "Закрыть счёт", gateAsks: "Плагин спрашивает перед закрытием.",
    cancel: "Отказаться", allowed: "Закрыт.", denied: "Плагин отказал:", log: "Последние запросы", done: "Готово:", failed: "Не вышло:",
    leaving: "Открыть этот адрес в новой вкладке?", yes: "Да", no: "Нет", nothing: "Выберите счёт слева.", none: "Сначала откройте счёт.",
    ignoreResize: "Не учитывать высоту", hookless: "Плагин не ответил; по умолчанию: разрешить.",
  },
};

export const LOCALES = Object.keys(WORDS);

let locale = "tr";

export function speak(wanted) {
  locale = WORDS[wanted] ? wanted : "tr";
  document.documentElement.lang = locale;
  for (const part of document.querySelectorAll("[data-word]")) part.textContent = word(part.dataset.word);
}

export const word = (key) => WORDS[locale][key] ?? WORDS.tr[key] ?? key;

export const money = (amount) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount);
